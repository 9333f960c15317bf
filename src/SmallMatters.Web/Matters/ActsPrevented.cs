using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Matters;

/// <summary>
/// Why an act is not offered to somebody who may do it in another state of the matter: the rule is asked with words that it
/// would take, so that the page says beforehand what sending would have said.
/// </summary>
internal static class ActsPrevented
{
    private const string Words = "—";

    private static readonly Refusal NoQuestionWaits = Refusal.Of(
        "no-question-waits",
        "现在没有等居民回答的问题。",
        "No question waits for the resident’s answer."
    );

    /// <summary>The refusal, or null when what is missing is permission.</summary>
    public static Refusal? Why(Act act, UnitMatterPage page, StaffScope scope, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var file = page.Matter.File;
        scope = scope.On(file);
        if (!MayOtherwise(act, page.Matter, scope, jurisdiction))
        {
            return null;
        }
        if (act == Act.WriteDownAnswer && page.Matter is Matter.Open)
        {
            return NoQuestionWaits;
        }
        return
            Asked(act, page.Matter, scope, jurisdiction, now) is Decision.Refused { Why: var why }
            && (why.Field is null || act is Act.Take or Act.Sort)
            && why != Refusals.NotYourUnits
            ? why
            : null;
    }

    /// <summary>Why a promise cannot be kept or changed now; null when what is missing is permission.</summary>
    public static Refusal? Why(Guid promise, Matter matter, StaffScope scope, DateOnly today) =>
        KeepPromiseRule.Decide(matter, new KeepPromise(promise, Words), scope.Actor, today) is Decision.Refused { Why: var why }
        && why != Refusals.NotYourUnits
        && Deals(scope)
        && matter.File.Owner == scope.Unit
            ? why
            : null;

    private static bool Deals(StaffScope scope) =>
        scope.Is(StaffRole.Handler) || scope.Is(StaffRole.Supervisor) || scope.Is(StaffRole.Reviewer);

    private static bool MayOtherwise(Act act, Matter matter, StaffScope scope, Jurisdiction jurisdiction)
    {
        var ours = Deals(scope) && matter.File.Owner == scope.Unit;
        return act switch
        {
            Act.Assign => ours && (scope.Is(StaffRole.Supervisor) || matter.File.Handler == scope.Id),
            Act.Extend => scope.Is(StaffRole.Supervisor) && jurisdiction.Above(matter.File.Owner).Contains(scope.Unit),
            Act.RecordThreat => Deals(scope) && (matter.File.Owner == scope.Unit || matter.Accountable == scope.Unit),
            Act.AnswerHandOver => Deals(scope),
            Act.Review or Act.Designate or Act.Note => false,
            _ => ours,
        };
    }

    private static Decision? Asked(Act act, Matter matter, StaffScope scope, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var by = scope.Actor;
        var file = matter.File;
        return act switch
        {
            Act.Take => AssignRule.Decide(matter, new Assign(scope.Id), scope.Units, by),
            Act.Sort => SortRule.Decide(matter, new Sort(file.Kind, file.Category), by, jurisdiction, now),
            Act.Ask => AskRule.Decide(matter, new Ask(Words), by, jurisdiction, now),
            Act.GivePart => GivePartRule.Decide(matter, new GivePart("", Words, Words), by, jurisdiction, now),
            Act.RecordThreat => RecordThreatRule.Decide(matter, new RecordThreat(ThreatTo.Person, Words, true), by),
            Act.ChooseRoute => ChooseRouteRule.Choose(matter, new ChooseRoute(null, Words, null, Words), by, jurisdiction, now),
            Act.ReceiptRoute => ChooseRouteRule.Receipt(matter, new ReceiptRoute(null, null), by, jurisdiction, now),
            // What keeps a matter from being merged away is what keeps it from going elsewhere.
            Act.HandOver or Act.Merge => ProposeHandOverRule.Decide(
                matter,
                new ProposeHandOver("", "", Words),
                by,
                jurisdiction,
                now
            ),
            Act.AnswerHandOver => AnswerHandOverRule.Decide(
                matter,
                new AnswerHandOver(file.HandOver?.Id ?? Guid.Empty, HandOverAnswer.Accept, null),
                by,
                jurisdiction,
                now
            ),
            Act.TakeBack => AnswerHandOverRule.TakeBack(matter, by, now),
            Act.Extend => TickClockRule.Extend(matter, null, Words, by, jurisdiction, now),
            // What a review found is read where the matter is closed.
            Act.Close => CloseRule.Decide(
                matter,
                new Close(OutcomeCode.Solved, Words) { Finding = ConductFinding.Upheld },
                by,
                jurisdiction,
                now
            ),
            _ => ReplyRule.Decide(matter, new Reply(Words, []), by, jurisdiction.Calendar.DayOf(now), now),
        };
    }
}
