using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Hazards;

public class FindingTests
{
    [Fact]
    public void No_order_of_acts_breaks_a_law_of_findings()
    {
        var state = 20261123UL;
        int Draw(int below)
        {
            // SplitMix64, so that the sequence is the same on every machine.
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }

        Finding[] starts =
        [
            Inspected.Found(),
            Inspected.Found(photo: false),
            Inspected.Found(major: true),
            Inspected.Found(major: true, photo: false),
            Inspected.Found(handOver: "fire-transfer"),
        ];
        var (accepted, ends) = (0, new HashSet<FindingStage>());
        for (var run = 0; run < 50_000; run++)
        {
            var (finding, now) = (starts[Draw(starts.Length)], Given.Now);
            for (var step = 0; step < 14 && !finding.IsOver; step++)
            {
                now = now.AddHours(Draw(10) == 0 ? Draw(24 * 30) : Draw(30));
                var act = Inspected.Acts[Draw(Inspected.Acts.Length)].Do;
                if (act(finding, now) is not { Why: null } decision)
                {
                    continue;
                }
                var after = finding.After(decision);
                FindingLaws.Hold(finding, decision, after);
                (finding, accepted) = (after, accepted + 1);
            }
            ends.Add(finding.Stage);
        }
        Assert.True(accepted > 100_000, $"only {accepted} acts were accepted");
        Assert.Equal(Enum.GetValues<FindingStage>().Order(), ends.Order());
    }

    [Fact]
    public void All_mistakes_of_an_inspection_are_told_at_once_each_beside_its_item()
    {
        var command = Inspected.Command(("exits", "GB-2/none", true));
        var items = command.Items.SetItem(1, command.Items[1] with { Mark = null });
        items = items.SetItem(2, items[2] with { Mark = ItemMark.Failed, Level = "RISK-4/red", What = "打 13912345678" });
        var (decided, why) = Inspected.Decide(command with { Items = items, Cause = null, Shown = false });
        Assert.Null(decided);
        Assert.Equal(["Cause", "Shown", "Items[0].Level", "Items[1].Mark", "Items[2].What"], why!.Each.Select(w => w.Field));
    }

    [Fact]
    public void An_inspection_is_by_the_unit_responsible_and_by_the_checklist_that_is_kept_with_its_version()
    {
        Assert.Equal("inspection-not-yours", Inspected.Decide(Inspected.Command(), Inspected.Stranger).Why!.Code);
        Assert.Equal("checklist-changed", Inspected.Decide(Inspected.Command() with { Checklist = 2 }).Why!.Code);
        var (decided, _) = Inspected.Decide(Inspected.Command(("exits", "LOCAL-5/1", true)));
        Assert.Equal((1, 1), (decided!.Inspection.Checklist, decided.Inspection.Failed));
        var finding = Assert.Single(decided.Findings);
        Assert.True(finding.File.Major);
        Assert.Equal(["fire-correction-notice", "hazard-major-report"], Clocks(finding));
        Assert.Equal(decided.Inspection.Items[0].Finding, finding.File.Id);
    }

    [Theory]
    [InlineData(-2, -2)]
    [InlineData(-24 * 8, 0)]
    [InlineData(24 * 400, 0)]
    public void A_senders_clock_that_cannot_be_right_loses_nothing_and_moves_no_clock(int claimed, int counted)
    {
        var (decided, _) = Inspected.Decide(
            Inspected.Command(("exits", "GB-2/general", false)) with
            {
                Claimed = Given.Now.AddHours(claimed),
            }
        );
        Assert.Equal(Given.Now.AddHours(claimed), decided!.Inspection.Claimed);
        Assert.Equal(Given.Now.AddHours(counted), decided.Inspection.At);
        Assert.Equal(Given.Now.AddHours(counted), decided.Findings[0].Next.Clock.StartedAt);
    }

    [Fact]
    public void What_is_for_the_fire_service_is_handed_over_within_five_working_days_and_settled_in_no_other_way()
    {
        var found = Inspected.Found(handOver: "fire-transfer");
        var due = found.Duties.Open(DutyFor.HandOverFinding)!.Clock.Deadline;
        Assert.Equal(Given.Jurisdiction.Calendar.AddWorkdays(Inspected.Day(Given.Now), 5), due.DueOn);
        Assert.Equal("finding-goes-to-fire-service", Inspected.Order(found, Given.Now, Inspected.Finder).Why!.Code);
        Assert.Equal("finding-goes-to-fire-service", Inspected.Spot(found, Given.Now, null, false).Why!.Code);
        var sent = found.After(Inspected.HandOver(found, Given.Now));
        Assert.False(sent.IsOver);
        var received = sent.After(Inspected.Receipt(sent, Given.Now.AddDays(1), true));
        Assert.Equal((FindingStage.Received, "回〔2026〕1号"), (received.Stage, received.Letter!.Receipt));
    }

    [Fact]
    public void The_notice_ends_with_its_day_goes_up_when_that_is_over_and_can_then_be_looked_at_without_an_answer()
    {
        var ordered = Inspected.Found().After(Inspected.Order(Inspected.Found(), Given.Now, Inspected.Finder));
        var until = ordered.Notice!.Until;
        var term = ordered.Duties.Open(DutyFor.Rectify)!;
        Assert.Equal(Given.Jurisdiction.Calendar.EndOfDay(until), term.Clock.Deadline.DueAt);
        Assert.Equal("finding-not-now", Inspected.Look(ordered, Given.Now.AddDays(1), Inspected.Partner, true).Why!.Code);
        var (late, escalated) = (term.Clock.Deadline.DueAt, ordered);
        for (var day = 0; day < 8; day++, late = late.AddDays(1))
        {
            while (TickDutyRule.Decide(escalated, term.Id, Given.Jurisdiction, late) is { } step)
            {
                escalated = escalated.After(step);
            }
        }
        Assert.NotNull(escalated.Duties.Open(DutyFor.Rectify)!.GoneUpTo);
        var closed = escalated.After(Inspected.Look(escalated, late, Inspected.Partner, true));
        Assert.Equal(FindingStage.Closed, closed.Stage);
    }

    [Fact]
    public void A_major_hazard_closes_only_after_the_report_and_all_five_parts_of_the_plan_and_by_another_person()
    {
        var now = Given.Now.AddHours(1);
        var found = Inspected.Found(major: true);
        var fed = found.After(Inspected.Spot(found, now, Inspected.Photo('b'), false));
        Assert.Equal(FindingStage.FedBack, fed.Stage);
        Assert.Equal("major-not-ready", Inspected.Look(fed, now, Inspected.Partner, true).Why!.Code);
        var four = MajorRule.Plan(fed, new MajorPlanTyped("店长岗", "清走", "店里", "", "关店"), Inspected.Finder);
        Assert.Equal("missing-time", four.Why!.Code);
        fed = fed.After(MajorRule.Plan(fed, new MajorPlanTyped("店长岗", "清走", "店里", "三天", "关店"), Inspected.Finder));
        fed = fed.After(MajorRule.Report(fed, "街道", "报1", Inspected.Day(now), Inspected.Finder, Given.Jurisdiction, now));
        Assert.Equal("recheck-by-another", Inspected.Look(fed, now, Inspected.Finder, true).Why!.Code);
        Assert.Equal(FindingStage.Closed, fed.After(Inspected.Look(fed, now, Inspected.Above, true)).Stage);
    }

    [Fact]
    public void The_draw_is_near_its_share_and_can_be_done_again_by_anybody()
    {
        var keys = Enumerable.Range(0, 10_000).Select(n => new Guid(n, 0, 0, new byte[8])).ToList();
        var drawn = keys.Count(k => RecheckDraw.Of("00ff", k, 0.2).Chosen);
        Assert.InRange(drawn, 1_850, 2_150);
        // sha256sum of "00ff|" and thirty-two noughts begins with 28e9b32de6301d4b, which is 0.1598 of 2^64.
        Assert.True(RecheckDraw.Of("00ff", Guid.Empty, 0.160).Chosen);
        Assert.False(RecheckDraw.Of("00ff", Guid.Empty, 0.159).Chosen);
    }

    [Fact]
    public void The_notice_says_what_is_wrong_what_to_do_by_when_and_why_leaves_the_name_blank_and_is_no_penalty()
    {
        var found = Inspected.Found();
        var item = ChecklistBook.BuiltIn.Version(PremisesKind.SmallShop, 1).Items.First(i => i.Code == "exits");
        Assert.Null(RectificationNotice.Of(found, item, Given.Jurisdiction));
        var ordered = found.After(Inspected.Order(found, Given.Now, Inspected.Finder));
        var papers = RectificationNotice.Of(ordered, item, Given.Jurisdiction)!;
        Assert.Equal(2, papers.Documents.Length);
        var said = string.Join("|", papers.Documents[0].Blocks.SelectMany(Pieces));
        foreach (var words in new[] { "整〔2026〕1号", "石板街小店", "货物堵住", "清走货物", "消防法第28条", "不是处罚" })
        {
            Assert.Contains(words, said, StringComparison.Ordinal);
        }
        var names = typeof(Finding)
            .Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(Finding).Namespace)
            .SelectMany(t => t.GetProperties().Select(p => p.Name));
        Assert.DoesNotContain(
            names,
            n =>
                n.Contains("Penalty", StringComparison.OrdinalIgnoreCase)
                || n.Contains("Fine", StringComparison.Ordinal)
                || n.Contains("Punish", StringComparison.OrdinalIgnoreCase)
        );
    }

    private static IEnumerable<string> Clocks(FindingMade made) =>
        new[] { made.Next, made.ReportBy }.OfType<Duty>().Select(d => d.Clock.Code);

    private static IEnumerable<string> Pieces(Block block) =>
        block switch
        {
            Block.Paragraph p => Words(p.Line),
            Block.Fields f => f.Rows.SelectMany(r => Words(r.Value)),
            _ => [],
        };

    private static IEnumerable<string> Words(Line line) => line.Pieces.OfType<Piece.Text>().Select(p => p.Words.Zh);
}
