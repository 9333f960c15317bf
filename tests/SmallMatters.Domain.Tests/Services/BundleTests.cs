using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Services;

/// <summary>One thing of many parts: kept as a service, started once, each part ended by itself.</summary>
public class BundleTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddHours(1);
    private static readonly Actor.Staff Writer = Given.Staff(41, "property", StaffRole.Handler);

    private static readonly KeepService Keep = new(
        "新生儿落户",
        null,
        "都可以办",
        null,
        "出生证明、户口簿",
        null,
        "物业办",
        null,
        "免费",
        null,
        "light",
        true,
        false
    );

    private static ServiceItem Item(KeepService command) =>
        ServiceRule.Open(command, Guid.CreateVersion7(Given.Now), Writer, Given.Jurisdiction, Given.Now).Fact!.Apply(null);

    private static Matter Started() => Given.Open().After(m => Start(m));

    private static Decision Start(Matter matter, Actor.Person? by = null, int parts = 2) =>
        StartBundleRule.Decide(
            matter,
            new StartBundle(
                [
                    .. Enumerable
                        .Range(0, parts)
                        .Select(i => new BundlePart(i % 2 == 0 ? "police" : "property", $"第{i}项", "请办")),
                ],
                "一次填写"
            ),
            by ?? Given.Raiser,
            Given.Jurisdiction,
            Later
        );

    [Fact]
    public void A_bundle_is_a_service_of_two_to_twelve_services_none_of_them_a_bundle()
    {
        var (one, two) = (Item(Keep), Item(Keep with { NameZh = "登记" }));
        var bundle = Item(Keep with { Parts = [one, two] });
        Assert.Equal([one.File.Id, two.File.Id], bundle.File.Sheet.Parts);
        Assert.Equal("bundle-size", Bundle.Check([one])!.Code);
        Assert.Equal("bundle-part", Bundle.Check([one, bundle])!.Code);
        Assert.Equal("bundle-part", Bundle.Check([one, new ServiceItem.Withdrawn(two.File, "并入")])!.Code);
        Assert.Null(Bundle.Check([]));
    }

    [Fact]
    public void What_is_promised_for_the_whole_is_the_day_of_its_parts_and_stays_when_it_is_sorted()
    {
        var question = Given.Raised(Given.Raise("other", Kind.Enquiry)).Begin();
        var whole = Given.Raised(Given.Raise("other", Kind.Enquiry) with { IsBundle = true }).Begin().After(m => Start(m));
        var owed = whole.File.Running(ClockFor.Handle)!.Clock.Deadline.DueOn;
        Assert.True(owed > question.File.Running(ClockFor.Handle)!.Clock.Deadline.DueOn);
        Assert.All(whole.File.Clocks.Where(c => c.Purpose == ClockFor.Part), c => Assert.Equal(owed, c.Clock.Deadline.DueOn));
        var owner = Given.Staff(42, whole.File.Owner, StaffRole.Handler);
        var sorted = whole.After(m =>
            SortRule.Decide(m, new Sort(Kind.Request, "light"), owner, Given.Jurisdiction, Given.Now.AddHours(2))
        );
        Assert.Equal(RaiseRule.BundleClock, sorted.File.Running(ClockFor.Handle)!.Clock.Code);
    }

    [Fact]
    public void A_paper_that_two_parts_need_is_asked_for_once() =>
        Assert.Equal(
            ["户口簿", "出生证明", "结婚证"],
            Bundle.PapersOnce(["户口簿、出生证明。", "不用", "结婚证；户口簿", "Nothing."])
        );

    [Fact]
    public void Every_part_has_its_own_unit_and_clock_and_knows_what_the_form_knows()
    {
        var file = Started().File;
        Assert.Equal(["police", "property"], file.Parts.Select(p => p.Unit));
        Assert.All(file.Parts, p => Assert.Equal([PartField.Description, PartField.Door, PartField.Contact], p.PassedOn));
        Assert.Equal(2, file.Clocks.Count(c => c.Purpose == ClockFor.Part && c.Clock.IsOpen));
        Assert.Equal(
            ["police", "property"],
            file.Clocks.Where(c => c.Purpose == ClockFor.PartAnswer && c.Clock.IsOpen).Select(c => c.Unit)
        );
    }

    [Fact]
    public void It_is_started_once_and_by_the_raiser()
    {
        Assert.Equal("bundle-started", Refused(Start(Started())));
        Assert.Equal("not-by-this-link", Refused(Start(Given.Open(), Given.SomebodyElse)));
        Assert.Equal("bundle-parts-chosen", Refused(Start(Given.Open(), parts: 0)));
        Assert.Equal("bundle-parts-chosen", Refused(Start(Given.Open(), parts: 13)));
    }

    [Fact]
    public void Calling_off_one_part_leaves_the_others_as_they_are()
    {
        var before = Started().After(m => AnswerPartRule.Accept(m, new AcceptPart(m.File.Parts[0].Id), Given.Stranger, Later));
        before = before.After(m =>
            PromisePartRule.Decide(
                m,
                new PromisePart(m.File.Parts[0].Id, "明天打电话", Given.Today.AddDays(1)),
                Given.Stranger,
                Given.Today,
                Later
            )
        );
        var after = before.After(m => CallOffPartRule.Decide(m, new CallOffPart(m.File.Parts[0].Id), Given.Raiser, Later));
        Assert.Equal([PartState.CalledOff, PartState.Asked], after.File.Parts.Select(p => p.State));
        Assert.Equal(before.File.Parts[1], after.File.Parts[1]);
        Assert.Empty(after.File.Parts[0].PassedOn);
        Assert.Equal([PromiseState.GivenUp], after.File.Promises.Select(p => p.State));
        var open = Assert.Single(after.File.Clocks, c => c.Purpose == ClockFor.Part && c.Clock.IsOpen);
        Assert.Equal(after.File.Parts[1].Id, open.Subject);
        Assert.Equal(
            "part-not-open",
            Refused(CallOffPartRule.Decide(after, new CallOffPart(after.File.Parts[0].Id), Given.Raiser, Later))
        );
    }

    [Fact]
    public void A_part_that_cannot_be_done_says_why_and_holds_up_no_other()
    {
        var after = Started()
            .After(m => AnswerPartRule.Accept(m, new AcceptPart(m.File.Parts[0].Id), Given.Stranger, Later))
            .After(m =>
                EndPartRule.Decide(
                    m,
                    new EndPart(m.File.Parts[0].Id, PartOutcome.CannotBeDone, "户口不在本市，到原籍办"),
                    Given.Stranger,
                    Later
                )
            );
        Assert.Equal("户口不在本市，到原籍办", after.File.Parts[0].Words!.Text);
        Assert.Equal(PartState.Asked, after.File.Parts[1].State);
    }

    [Fact]
    public void A_unit_that_renders_a_part_of_its_own_bundle_accepts_and_ends_it_like_any_other()
    {
        var after = Started()
            .After(m => AnswerPartRule.Accept(m, new AcceptPart(m.File.Parts[1].Id), Given.Handler, Later))
            .After(m => EndPartRule.Decide(m, new EndPart(m.File.Parts[1].Id, PartOutcome.Done, "已登记"), Given.Handler, Later));
        Assert.Equal(PartState.Ended, after.File.Parts[1].State);
    }

    private static string Refused(Decision decision) => Assert.IsType<Decision.Refused>(decision).Why.Code;
}
