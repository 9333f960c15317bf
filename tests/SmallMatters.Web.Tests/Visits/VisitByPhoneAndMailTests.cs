using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Notices;
using Xunit;

namespace SmallMatters.Web.Tests.Visits;

/// <summary>A visit to somebody who left an address for letters only, or who is asked by telephone.</summary>
public class VisitByPhoneAndMailTests
{
    private const string Mail = "li@example.org";
    private const string Said = "半夜音响很吵";

    [Theory, OnBothDatabases]
    public async Task What_was_answered_at_the_door_is_told_by_letter_over_a_real_mail_server(DatabaseKind kind)
    {
        await using var mail = new MailSink();
        await using var host = await TestHost.StartAsync(
            kind,
            settings: new Dictionary<string, string>
            {
                ["Notices:Smtp:Host"] = "127.0.0.1",
                ["Notices:Smtp:Port"] = $"{mail.Port}",
                ["Notices:Smtp:From"] = "noreply@example.cn",
            }
        );
        var (clerk, raised, visit) = await ProposedAsync(host);
        await DeliverAsync(host);
        var proposed = mail.Messages.Count;
        Assert.NotEqual(0, proposed);

        var answered = await clerk.Browser.SubmitAsync(
            visit,
            [("Form.Said", Said), ("Form.Kind", nameof(VisitAnswerKind.Did)), ("Form.Words", "店家十点关音响")],
            "form[action$='handler=answer']"
        );
        Assert.Empty(answered.Mistakes);
        await DeliverAsync(host);

        Assert.True(mail.Messages.Count > proposed, "no letter followed the answer");
        Assert.All(mail.Messages, m => Assert.Equal(Mail, m.To));
        var letter = Decoded(mail.Messages.Last().Message);
        Assert.Contains($"/m/{raised.Link}", letter, StringComparison.Ordinal);
        Assert.DoesNotContain(Said, letter, StringComparison.Ordinal);
        Assert.Contains(
            "店家十点关音响",
            (await host.NewBrowser("zh").GetAsync($"/m/{raised.Link}")).Main,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_resident_who_agrees_by_telephone_is_written_down_and_may_still_decline(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (clerk, raised, visit) = await ProposedAsync(host);

        var agreed = await clerk.Browser.SubmitAsync(visit, form: "form[action$='handler=accepted']");
        Assert.Contains("居民同意", agreed.Main, StringComparison.Ordinal);
        Assert.Null(agreed.Document.QuerySelector("form[action$='handler=accepted']"));
        var mine = await host.NewBrowser("zh").GetAsync($"/m/{raised.Link}/visit");
        Assert.Null(mine.Document.QuerySelector("form[action$='handler=accept']"));
        Assert.NotNull(mine.Document.QuerySelector("form[action$='handler=decline']"));

        var declined = await clerk.Browser.SubmitAsync(agreed, form: "form[action$='handler=declined']");
        Assert.Contains("居民谢绝", declined.Main, StringComparison.Ordinal);
        Assert.Empty(declined.Document.QuerySelectorAll("main form"));
        // The button of a page that somebody left open changes nothing any more.
        await clerk.Browser.SubmitAsync(visit, form: "form[action$='handler=accepted']");
        Assert.Contains("居民谢绝", (await clerk.Browser.GetAsync(visit.Path)).Main, StringComparison.Ordinal);
    }

    private static async Task<(Clerk Clerk, RaiseResult.Raised Raised, WebPage Visit)> ProposedAsync(TestHost host)
    {
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var raised = await office.RaiseAsync(change: r =>
            r with
            {
                Contact = new Contact(null, null, new PersonalText(r.Raiser, Mail)),
            }
        );
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        var form = await clerk.Browser.GetAsync($"/staff/matters/{raised.Reference.Value}/visit");
        var visit = await clerk.Browser.SubmitAsync(
            form,
            [
                ("Form.Source", "Matter:"),
                ("Form.Day.year", $"{today.Year}"),
                ("Form.Day.month", $"{today.Month}"),
                ("Form.Day.day", $"{today.Day}"),
                ("Form.FromHour", "9"),
                ("Form.UntilHour", "11"),
            ]
        );
        Assert.Empty(visit.Mistakes);
        return (clerk, raised, visit);
    }

    private static async Task DeliverAsync(TestHost host)
    {
        for (var i = 0; i < 5; i++)
        {
            await host.Services.GetRequiredService<Delivery>().RunAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Decoded(string message) =>
        Encoding.UTF8.GetString(
            Convert.FromBase64String(message.Split("\r\n\r\n")[1].Replace("\r\n", "", StringComparison.Ordinal))
        );
}
