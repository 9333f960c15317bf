using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Satisfaction;

/// <summary>The figures of satisfaction calls, computed again from what was kept of them.</summary>
public class CallVerificationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_was_drawn_tried_and_answered_is_what_the_facts_make_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await AnsweredAsync(host);
        var whole = await RunAsync(host);
        Assert.Empty(whole.Differences);
        // Of each of two calls nine figures, and of their stratum how many were drawn.
        Assert.Equal((2 * 9) + 1, whole.Figures);
    }

    [Theory, OnBothDatabases]
    public async Task A_no_that_was_made_a_yes_is_found(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (answered, _) = await AnsweredAsync(host);
        await using var db = host.OpenDb();
        await db.Set<SatisfactionCallRow>()
            .Where(c => c.Number == answered)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Solved, YesPartlyNo.Yes), Cancel);
        Assert.Equal([new FigureDifference("solved", $"call {answered}", "Yes", "No")], (await RunAsync(host)).Differences);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_that_was_given_more_weight_and_a_call_that_lost_its_facts_are_found(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (answered, waiting) = await AnsweredAsync(host);
        await using var db = host.OpenDb();
        await db.Set<SatisfactionCallRow>()
            .Where(c => c.Number == answered)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Frame, 200), Cancel);
        await db.Set<SatisfactionCallFactRow>().Where(f => f.Number == waiting).ExecuteDeleteAsync(Cancel);
        Assert.Equal(
            new HashSet<FigureDifference>
            {
                new("closings in the stratum", $"call {answered}", "200", "2"),
                new("facts", $"call {waiting}", "1", "0"),
            },
            (await RunAsync(host)).Differences.ToHashSet()
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_call_that_was_taken_out_of_its_draw_or_moved_to_another_unit_is_found(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (answered, waiting) = await AnsweredAsync(host);
        await using var db = host.OpenDb();
        await db.Set<SatisfactionCallFactRow>().Where(f => f.Number == waiting).ExecuteDeleteAsync(Cancel);
        await db.Set<SatisfactionCallRow>().Where(c => c.Number == waiting).ExecuteDeleteAsync(Cancel);
        await db.Set<SatisfactionCallRow>()
            .Where(c => c.Number == answered)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Unit, Neighbourhood.BellDesk), Cancel);
        var stratum = $"2026-03 {Neighbourhood.WillowDesk} {Neighbourhood.Noise}";
        Assert.Equal(
            new HashSet<FigureDifference>
            {
                new("unit", $"call {answered}", Neighbourhood.BellDesk, Neighbourhood.WillowDesk),
                new("closings in the stratum", $"call {answered}", "2", "-"),
                new("drawn of the stratum", $"call {answered}", "2", "-"),
                new("drawn", stratum, "0", "2"),
            },
            (await RunAsync(host)).Differences.ToHashSet()
        );
    }

    // Two closings of one unit and category, both drawn: one answered "not solved", the other still to be rung.
    private static async Task<(long Answered, long Waiting)> AnsweredAsync(TestHost host)
    {
        var office = new Office(host);
        var calls = await CallScene.DrawnAsync(
            host,
            office,
            await office.RaiseAsync(phone: "13900006161"),
            await office.RaiseAsync(phone: "13900006162")
        );
        var caller = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var page = await caller.Browser.GetAsync($"/staff/satisfaction-calls/{calls[0]}");
        var done = await caller.Browser.SubmitAsync(
            page,
            [("Answer.Informed", "Yes"), ("Answer.Solved", "No"), ("Answer.Fair", "Partly"), ("Answer.Words", "")],
            "form[action$='handler=answer']"
        );
        Assert.Empty(done.Mistakes);
        return (calls[0], calls[1]);
    }

    private static Task<FiguresChecked> RunAsync(TestHost host) =>
        host.Services.GetRequiredService<CallVerification>().RunAsync(Cancel);
}
