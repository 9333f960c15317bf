using Microsoft.AspNetCore.Http;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Site;
using Xunit;

namespace SmallMatters.Web.Tests.Site;

public sealed class SpeechTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 21, 16, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, null, Tongue.Zh)]
    [InlineData(null, null, "en-GB,en;q=0.9", Tongue.En)]
    [InlineData(null, null, "en-GB,en;q=0.9,zh-CN;q=0.5", Tongue.Zh)]
    [InlineData(null, null, "fr,en;q=0.8", Tongue.Zh)]
    [InlineData(null, null, "zh-CN,zh;q=0.9,en;q=0.8", Tongue.Zh)]
    [InlineData(null, "en", "zh-CN", Tongue.En)]
    [InlineData(null, "zh", "en", Tongue.Zh)]
    [InlineData("zh", "en", "en", Tongue.Zh)]
    [InlineData("en", "zh", "zh", Tongue.En)]
    [InlineData("fr", null, null, Tongue.Zh)]
    public void The_language_is_the_one_asked_for_then_the_one_kept_then_the_browsers(
        string? asked,
        string? kept,
        string? browser,
        Tongue expected
    )
    {
        Assert.Equal(expected, Speak(asked, kept, browser).Tongue);
    }

    [Fact]
    public void A_day_and_a_time_are_said_as_in_Shanghai_on_a_24_hour_clock()
    {
        Assert.Equal("2026年11月22日 00:05", Speak("zh").DateTime(Evening));
        Assert.Equal("22 November 2026, 00:05", Speak("en").DateTime(Evening));
        Assert.Equal("2026年1月3日", Speak("zh").Date(new DateOnly(2026, 1, 3)));
        Assert.Equal("3 January 2026", Speak("en").Date(new DateOnly(2026, 1, 3)));
    }

    [Theory]
    [InlineData(-10, "刚刚", "just now")]
    [InlineData(-60, "1分钟前", "1 minute ago")]
    [InlineData(-7200, "2小时前", "2 hours ago")]
    [InlineData(-172800, "2天前", "2 days ago")]
    [InlineData(86400, "1天后", "in 1 day")]
    public void How_long_ago_is_said_in_the_coarsest_unit(int seconds, string zh, string en)
    {
        var instant = Evening.AddSeconds(seconds);
        Assert.Equal(zh, Speak("zh").Ago(instant));
        Assert.Equal(en, Speak("en").Ago(instant));
    }

    [Fact]
    public void Changing_the_language_keeps_the_page_and_what_was_asked_of_it()
    {
        var context = new DefaultHttpContext();
        context.Request.Path = "/m/260001";
        context.Request.QueryString = new QueryString("?k=a%20b&k=c&lang=zh&elder=on");
        var speech = new Speech(new HttpContextAccessor { HttpContext = context }, TimeProvider.System);
        Assert.Equal("/m/260001?k=a%20b&k=c&lang=en", speech.Here("lang", "en"));
    }

    private static Speech Speak(string? asked, string? kept = null, string? browser = null)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = asked is null ? QueryString.Empty : QueryString.Create("lang", asked);
        if (kept is not null)
        {
            context.Request.Headers.Cookie = $"lang={kept}";
        }

        if (browser is not null)
        {
            context.Request.Headers.AcceptLanguage = browser;
        }

        return new Speech(new HttpContextAccessor { HttpContext = context }, new Stopped());
    }

    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Evening;
    }
}
