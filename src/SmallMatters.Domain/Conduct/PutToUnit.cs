using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Conduct;

/// <summary>Put to a unit what was said of its staff.</summary>
/// <param name="Points">What the unit is to answer, in the reviewer's own words.</param>
/// <param name="NoInterest">Whether the reviewer says that they have no interest in it and are close to neither side.</param>
public sealed record PutToUnit(string? Points, bool NoInterest);

/// <summary>It was put to the unit, which may answer within a window.</summary>
public sealed record ConductPut(ConductReviewFile File, Duty Reply) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null ? new ConductReview(File, null, null) { Duties = [Reply] } : throw DoesNotFit(before);
}

/// <summary>Decides on putting something to a unit.</summary>
public static class PutToUnitRule
{
    /// <summary>The longest points, answers and reasons, in characters.</summary>
    public const int LongestWords = 2000;

    /// <summary>
    /// Whoever deals with the matter puts it to the unit, in words of their own: how somebody writes can tell who they are. They say
    /// that they are close to neither side (回避, 公安机关办理行政案件程序规定第十七条 applied to a review of service).
    /// </summary>
    /// <param name="matter">The matter of conduct.</param>
    /// <param name="command">What is put.</param>
    /// <param name="ownWords">What the resident wrote; null once it was erased.</param>
    /// <param name="by">Who reviews.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        Matter matter,
        PutToUnit command,
        string? ownWords,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        var file = matter.File;
        if (file.UnitConcerned is not { } unit)
        {
            return Refusal.Of(
                "no-matter-of-conduct",
                "只有对工作人员的意见才核查作风。",
                "Only a matter of conduct is reviewed like this."
            );
        }
        var (points, noPoints) = Between.Words(
            command.Points,
            nameof(command.Points),
            LongestWords,
            "请用您自己的话写明请单位说明什么。",
            "Say in your own words what the unit is to answer."
        );
        var wrong = Refusal.All(
            noPoints,
            ReferenceInWords.Refused(points, nameof(command.Points)),
            points is not null && ownWords is not null && OwnWording.In(points, ownWords)
                ? OwnWording.Refused(nameof(command.Points))
                : null,
            command.NoInterest
                ? null
                : Refusal.Of(
                    "say-no-interest",
                    "和被反映的单位、人员或者居民有关系的，不核查，请交给同事。没有关系的，请勾选。",
                    "Whoever is close to the unit, its staff or the resident does not review: give it to a colleague. If you are not, tick it.",
                    nameof(command.NoInterest)
                )
        );
        if (wrong is not null)
        {
            return wrong;
        }
        return new ConductPut(
            new ConductReviewFile(ConductReview.KeyOf(file), unit, file.Owner, points!, jurisdiction.Calendar.DayOf(now), now),
            Duty.Start(jurisdiction, "conduct-reply", DutyFor.ReplyToConduct, unit, now)
        );
    }
}
