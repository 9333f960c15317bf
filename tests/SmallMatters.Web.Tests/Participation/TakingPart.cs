using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Notices;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Participation;

/// <summary>A desk with two people that puts things before residents, and residents who give something by a contact.</summary>
internal sealed partial class TakingPart
{
    private TakingPart(TestHost host, Office office, Clerk writer, Clerk leader) =>
        (Host, Office, Writer, Leader) = (host, office, writer, leader);

    public TestHost Host { get; }
    public Office Office { get; }
    public Clerk Writer { get; private set; }
    public Clerk Leader { get; private set; }

    public static async Task<TakingPart> AtAsync(TestHost host)
    {
        var office = new Office(host);
        return new TakingPart(
            host,
            office,
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)
        );
    }

    /// <summary>The local day, so many days from now.</summary>
    public async Task<DateOnly> DayAsync(int days) =>
        (await Host.JurisdictionAsync()).Calendar.DayOf(Host.Clock.GetUtcNow()).AddDays(days);

    /// <summary>Time passes, so long that two others sit at the desk.</summary>
    public Task LaterAsync(TimeSpan time)
    {
        // Not in the asynchronous part, on whose return it would be forgotten.
        Host.Clock.Advance(time);
        return RelieveAsync();
    }

    private async Task RelieveAsync()
    {
        (Writer, Leader) = (
            await Office.HireAsync(Neighbourhood.WillowDesk),
            await Office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)
        );
    }

    /// <summary>The writer writes something for residents; the page of the file.</summary>
    public async Task<string> WriteAsync(string form, params (string, string)[] fields)
    {
        var page = await Writer.Browser.SubmitAsync(await Writer.Browser.GetAsync(form), fields);
        Assert.Empty(page.Mistakes);
        Assert.False(page.Path.EndsWith("/new", StringComparison.Ordinal), page.Main);
        return page.Path;
    }

    /// <summary>Somebody takes a step.</summary>
    public static async Task StepAsync(Clerk who, string address, params (string, string)[] fields)
    {
        var page = await who.Browser.SubmitAsync(await who.Browser.GetAsync(address), fields);
        Assert.Empty(page.Mistakes);
    }

    /// <summary>A resident gives something and presses the button of the link that was sent; their own page.</summary>
    public async Task<string> GiveAsync(string address, string phone, params (string, string)[] fields)
    {
        var who = Host.NewBrowser();
        var asked = await who.SubmitAsync(await who.GetAsync(address), [.. fields, ("Form.Phone", phone)]);
        Assert.Empty(asked.Mistakes);
        Assert.Contains("请打开我们发给您的链接", asked.Main, StringComparison.Ordinal);
        var link = Own().Match((await TakenAsync())[^1].Words).Value;
        var confirmed = await who.SubmitAsync(await who.GetAsync(link), form: "form[action$='handler=confirm']");
        Assert.Empty(confirmed.Mistakes);
        return link;
    }

    /// <summary>All messages that were not taken yet.</summary>
    public async Task<IReadOnlyList<DueNotice>> TakenAsync()
    {
        var outbox = Host.Services.GetRequiredService<NoticeOutbox>();
        var all = new List<DueNotice>();
        while (await outbox.TakeAsync(50) is { Count: > 0 } due)
        {
            all.AddRange(due);
            await outbox.SentAsync([.. due.Select(n => n.Id)], "sms");
        }
        return all;
    }

    /// <summary>The fields of a day and its hours.</summary>
    public static (string, string)[] When(DateOnly day) =>
        [.. Inspecting.Day("Day", day), ("Form.From", "19:00"), ("Form.Until", "20:30")];

    [GeneratedRegex("/taking-part/[A-Za-z0-9_-]+")]
    private static partial Regex Own();
}
