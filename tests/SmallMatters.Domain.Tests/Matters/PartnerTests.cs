using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class PartnerTests
{
    private const string Company = "green-property";
    private static readonly DateTimeOffset Later = Given.Now.AddHours(2);
    private static readonly Guid Link = new(9, 9, 0, new byte[8]);
    private static readonly Actor.Partner ByLink = new(Company, Link, ByLink: true);
    private static readonly Actor.Partner ByProgram = new(Company, new Guid(9, 8, 0, new byte[8]), ByLink: false);
    private static readonly DateOnly Friday = Given.Today.AddDays(3);

    private static readonly Jurisdiction Jurisdiction = With(
        new PartnerAdded(
            new Partner(Company, new Bilingual("绿园物业", "Green Property"), "property", Given.Today.AddDays(-1)),
            "合同生效"
        )
    );

    private static Jurisdiction With(params PartnerFact[] facts)
    {
        var j = Given.Jurisdiction;
        return new Jurisdiction(
            j.Code,
            j.Name,
            j.Areas.Values,
            j.Units.Values,
            j.Categories.Values,
            [new RoutingRule(1, "light", null, "property", new DateOnly(2020, 1, 1))],
            j.ClockRules,
            j.Calendar
        )
        {
            Partners = PartnerRegister.After(facts),
        };
    }

    private static Decision Ask(Matter matter, params ImmutableArray<PartField> passOn) =>
        GivePartRule.Decide(
            matter,
            new GivePart(Company, "修门禁", "请修好三号楼的门禁。") { PassOn = passOn, Purpose = passOn.IsEmpty ? null : "上门" },
            Given.Handler,
            Jurisdiction,
            Given.Now.AddHours(1)
        );

    private static Matter Asked(params ImmutableArray<PartField> passOn) => Given.Open().After(m => Ask(m, passOn));

    private static Matter Linked() => Asked().After(m => GiveLink(m, Link));

    private static Decision GiveLink(Matter m, Guid link, int days = 7, string purpose = "请物业修门禁") =>
        PartnerLinkRule.Give(m, new GivePartnerLink(Part(m).Id, purpose, days, link, "AAAA"), Given.Handler, Later);

    private static Part Part(Matter matter) => matter.File.Parts[0];

    private static Decision Answer(
        Matter matter,
        PartnerReply reply,
        Actor.Partner by,
        DateTimeOffset? at = null,
        NextPartnerLink? next = null
    ) => AnswerAsPartnerRule.Decide(matter, Part(matter).Id, reply, by, Jurisdiction.Calendar, at ?? Later.AddHours(1), next);

    private static readonly PartnerReply Done = new PartnerReply.Result(PartOutcome.Done, "门禁已修好。");

    [Fact]
    public void The_owner_is_accountable_until_the_partner_answers_and_the_partner_accepts_by_promising()
    {
        var asked = Asked();
        Assert.True(Part(asked).Outside);
        Assert.Equal("property", Part(asked).Accountable(asked.File.Owner));
        var promised = asked.After(m => Answer(m, new PartnerReply.Promise("周五前修好", Friday), ByProgram));
        Assert.Equal((PartState.InHand, Company), (Part(promised).State, Part(promised).Accountable("property")));
        Assert.Null(Part(promised).Handler);
        Assert.Equal(Company, promised.File.Clocks.Single(c => c.Purpose == ClockFor.Part && c.Clock.IsOpen).Unit);
        Assert.Equal(Friday, Assert.Single(promised.File.OpenPromises).DueOn);
    }

    [Fact]
    public void What_a_partner_leaves_overdue_goes_up_from_the_unit_that_looks_after_it()
    {
        var asked = Asked();
        var clock = asked.File.Clocks.Single(c => c.Purpose == ClockFor.PartAnswer);
        var told = new List<string>();
        var matter = asked;
        for (var day = 0; day < 60; day++)
        {
            if (
                TickClockRule.Decide(matter, clock.Id, Jurisdiction, Given.Now.AddDays(day)) is Decision.Accepted
                {
                    Facts: [ClockStepped { Step.Kind: Domain.Clocks.ClockStepKind.Escalate } stepped]
                }
            )
            {
                told.Add(stepped.Told);
                matter = stepped.Apply(matter);
            }
            else if (TickClockRule.Decide(matter, clock.Id, Jurisdiction, Given.Now.AddDays(day)) is Decision.Accepted other)
            {
                matter = other.Facts[0].Apply(matter);
            }
        }
        Assert.Equal("property", told[0]);
        Assert.Equal("street", told[^1]);
        Assert.DoesNotContain(Company, told);
    }

    [Fact]
    public void A_partner_saying_done_leaves_its_promise_open_until_the_owner_confirms_it_and_a_failure_gives_it_up()
    {
        var promised = Asked().After(m => Answer(m, new PartnerReply.Promise("周五前修好", Friday), ByProgram));
        var done = promised.After(m => Answer(m, Done, ByProgram));
        Assert.Equal(PromiseState.Open, Assert.Single(done.File.Promises).State);
        Assert.Equal((PartState.Ended, PartOutcome.Done), (Part(done).State, Part(done).Outcome));
        Assert.Equal(
            "open-promise",
            CloseRule
                .Decide(done, new Close(OutcomeCode.Solved, "办好了。"), Given.Handler, Jurisdiction, Later.AddHours(2))
                .Says()
        );
        Decision Confirm(Matter m, Actor.Staff by) =>
            KeepPromiseRule.Decide(
                m,
                new KeepPromise(m.File.Promises[0].Id, "到现场看过，门禁好用"),
                by,
                Friday.AddDays(3),
                Jurisdiction.Calendar
            );
        Assert.Equal("not-your-units-matter", Confirm(done, Given.Stranger).Says());
        // The partner was in time, though nobody looked before the day was over.
        Assert.Equal(PromiseState.Kept, Assert.Single(done.After(m => Confirm(m, Given.Handler)).File.Promises).State);
        Assert.Equal(PromiseState.KeptLate, Assert.Single(promised.After(m => Confirm(m, Given.Handler)).File.Promises).State);
        var failed = promised.After(m => Answer(m, new PartnerReply.Result(PartOutcome.CannotBeDone, "业主不同意。"), ByProgram));
        Assert.Equal(PromiseState.GivenUp, Assert.Single(failed.File.Promises).State);
        var back = promised.After(m => Answer(m, new PartnerReply.NotOurs("属于开发商保修"), ByProgram));
        Assert.Equal((PartState.Returned, "property"), (Part(back).State, Part(back).Accountable("property")));
        Assert.Empty(back.File.OpenPromises);
    }

    [Fact]
    public void A_second_promise_moves_the_first()
    {
        var promised = Asked().After(m => Answer(m, new PartnerReply.Promise("周五前修好", Friday), ByProgram));
        Assert.Equal("promise-day-unchanged", Answer(promised, new PartnerReply.Promise("还是周五", Friday), ByProgram).Says());
        var moved = promised.After(m => Answer(m, new PartnerReply.Promise("缺零件", Friday.AddDays(2)), ByProgram));
        var promise = Assert.Single(moved.File.Promises);
        Assert.Equal((Friday.AddDays(2), 1, PromiseState.Open), (promise.DueOn, promise.Changes, promise.State));
    }

    [Fact]
    public void A_promise_lengthens_the_time_to_answer_and_not_the_time_to_read_what_was_passed_on()
    {
        var linked = Asked(PartField.Contact).After(m => GiveLink(m, Link, days: 1));
        var allowed = Part(linked).Links[0].Until;
        var next = new NextPartnerLink(new Guid(9, 7, 0, new byte[8]), "BBBB");

        var promised = linked.After(m => Answer(m, new PartnerReply.Promise("周五前修好", Friday), ByLink, next: next));
        var second = Part(promised).Links[1];
        Assert.True(second.Until > allowed);
        Assert.True(second.ShowsAt(allowed.AddMinutes(-1)));
        Assert.False(second.ShowsAt(allowed));

        var further = new NextPartnerLink(new Guid(9, 6, 0, new byte[8]), "CCCC");
        var later = promised.After(m =>
            Answer(
                m,
                new PartnerReply.Promise("缺零件", Friday.AddDays(2)),
                new Actor.Partner(Company, next.Id, ByLink: true),
                next: further
            )
        );
        Assert.Equal(allowed, Part(later).Links[2].ShowsUntil);
    }

    [Fact]
    public void A_link_answers_once_and_a_promise_gives_the_next_one()
    {
        var linked = Linked();
        var done = linked.After(m => Answer(m, Done, ByLink));
        Assert.Equal(PartnerLinkState.Used, Assert.Single(Part(done).Links).State);
        Assert.Equal("partner-link-over", Answer(done, Done, ByLink).Says());
        var next = new NextPartnerLink(new Guid(9, 7, 0, new byte[8]), "BBBB");
        var promised = linked.After(m => Answer(m, new PartnerReply.Promise("周五前修好", Friday), ByLink, next: next));
        Assert.Equal([PartnerLinkState.Used, PartnerLinkState.Open], Part(promised).Links.Select(l => l.State));
        Assert.Equal(
            Jurisdiction.Calendar.EndOfDay(Friday.AddDays(AnswerAsPartnerRule.DaysAfterPromise)),
            Part(promised).Links[1].Until
        );
        Assert.Equal("partner-link-over", Answer(promised, Done, ByLink).Says());
        Assert.Equal(
            PartState.Ended,
            Part(promised.After(m => Answer(m, Done, new Actor.Partner(Company, next.Id, ByLink: true)))).State
        );
    }

    [Fact]
    public void A_link_is_good_for_nothing_once_it_expired_was_taken_back_or_was_replaced()
    {
        var linked = Linked();
        Assert.Equal("partner-link-over", Answer(linked, Done, ByLink, Later.AddDays(7)).Says());
        var taken = linked.After(m => PartnerLinkRule.TakeBack(m, Part(m).Id, Link, Given.Handler, Later));
        Assert.Equal("partner-link-over", Answer(taken, Done, ByLink).Says());
        Assert.Equal("partner-link-over", PartnerLinkRule.TakeBack(taken, Part(taken).Id, Link, Given.Handler, Later).Says());
        var replaced = linked.After(m => GiveLink(m, new Guid(9, 6, 0, new byte[8])));
        Assert.Equal("partner-link-over", Answer(replaced, Done, ByLink).Says());
        Assert.Equal([PartnerLinkState.TakenBack, PartnerLinkState.Open], Part(replaced).Links.Select(l => l.State));
    }

    [Theory]
    [InlineData(0, "用途", "link-days")]
    [InlineData(31, "用途", "link-days")]
    [InlineData(7, "  ", "missing-purpose")]
    public void A_link_has_a_purpose_and_an_end(int days, string purpose, string why) =>
        Assert.Equal(why, GiveLink(Asked(), Link, days, purpose).Says());

    [Fact]
    public void Only_the_owner_gives_links_and_only_for_parts_of_partners()
    {
        var asked = Asked();
        var command = new GivePartnerLink(Part(asked).Id, "用途", 7, Link, "AAAA");
        Assert.Equal("not-your-units-matter", PartnerLinkRule.Give(asked, command, Given.Stranger, Later).Says());
        var inside = Given
            .Open()
            .After(m => GivePartRule.Decide(m, new GivePart("police", "劝阻", "请去"), Given.Handler, Jurisdiction, Given.Now));
        Assert.Equal(
            "not-a-partners-part",
            PartnerLinkRule.Give(inside, command with { Part = Part(inside).Id }, Given.Handler, Later).Says()
        );
    }

    [Fact]
    public void No_other_partner_answers_and_nobody_outside_is_asked_about_conduct_or_after_the_end()
    {
        var asked = Asked();
        Assert.Equal("not-your-units-part", Answer(asked, Done, new Actor.Partner("gas", Link, ByLink: false)).Says());
        var ended = With(
            new PartnerAdded(new Partner(Company, new Bilingual("绿园物业", "Green"), "property", Given.Today), "合同"),
            new PartnerEnded(Company, Given.Today, "合同到期")
        );
        Assert.Equal(
            "unknown-part-unit",
            GivePartRule.Decide(Given.Open(), new GivePart(Company, "修", "请修"), Given.Handler, ended, Given.Now).Says()
        );
    }

    [Theory]
    [InlineData("Green", "绿园", "Green", "property", "为什么", "partner-code")]
    [InlineData("1green", "绿园", "Green", "property", "为什么", "partner-code")]
    [InlineData("police", "绿园", "Green", "property", "为什么", "partner-code-taken")]
    [InlineData("green", " ", "Green", "property", "为什么", "missing-partner-name")]
    [InlineData("green", "绿园", "Green", "nobody", "为什么", "partner-kept-by-nobody")]
    [InlineData("green", "绿园", "Green", "property", " ", "missing-why")]
    [InlineData("green", "绿园", "Green", "property", "为什么", null)]
    public void A_partner_is_added_with_a_code_of_its_own_a_name_and_who_looks_after_it(
        string code,
        string zh,
        string en,
        string keptBy,
        string why,
        string? refused
    )
    {
        var (fact, refusal) = ChangePartnersRule.Decide(
            Given.Jurisdiction,
            new PartnerChange.AddPartner(code, zh, en, keptBy),
            why,
            Given.Today
        );
        Assert.Equal(refused, refusal?.Code);
        Assert.Equal(refused is null, fact is PartnerAdded);
    }

    [Fact]
    public void A_partner_that_ended_keeps_its_name_and_cannot_be_changed_any_more()
    {
        var ended = With(
            new PartnerAdded(new Partner(Company, new Bilingual("绿园物业", "Green"), "property", Given.Today), "合同"),
            new PartnerChanged(Company, new Bilingual("绿园服务", "Green Services"), "intake", "改名"),
            new PartnerEnded(Company, Given.Today, "合同到期")
        );
        Assert.Equal(new Bilingual("绿园服务", "Green Services"), ended.NameOf(Company));
        Assert.Equal([Company, "intake", "street"], ended.Above(Company));
        Assert.Equal(
            "no-such-partner",
            ChangePartnersRule.Decide(ended, new PartnerChange.EndPartner(Company), "再停", Given.Today).Why?.Code
        );
        Assert.Equal(3, ended.Partners.Version);
    }
}
