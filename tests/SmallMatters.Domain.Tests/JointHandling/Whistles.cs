using System.Collections.Immutable;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Tests.JointHandling;

/// <summary>A convening of the small jurisdiction: the property office calls the intake desk and the police.</summary>
internal static class Whistles
{
    public static readonly DateTimeOffset Meets = Given.Now.AddDays(3);

    public static readonly Actor.Staff Desk = Given.Staff(11, "intake", StaffRole.Handler);
    public static readonly Actor.Staff Police = Given.Staff(12, "police", StaffRole.Handler);
    public static readonly Actor.Staff Street = Given.Staff(13, "street", StaffRole.Supervisor);

    public static readonly MatterConvened Matter = new(
        Domain.Matters.Reference.From(Domain.Matters.Reference.FirstPayload).Value,
        "property",
        Kind.Complaint
    );

    public static Whistle Command(params ImmutableArray<(string Unit, string Asked)> wanted) =>
        new("井盖旁的污水", "谁来疏通，谁来盖", "三号楼下", Meets, "east", [Matter], wanted);

    public static Convening Called() =>
        (Convening)
            WhistleRule
                .Decide(
                    Command(("intake", "带图纸来"), ("police", "管一下停车")),
                    Guid.CreateVersion7(Given.Now),
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now
                )
                .Begin();

    public static Convening Held() =>
        Called().After(c => Answer(c, Desk, CallAnswer.Comes)).After(c => Hold(c, Meets, c.CallOf("intake")!.Id));

    public static JointDecision Answer(Convening c, Actor.Staff by, CallAnswer answer, DateTimeOffset? other = null) =>
        AnswerCallRule.Decide(c, new AnswerCall(answer, other, "原因"), by, Given.Jurisdiction, Given.Now.AddHours(1));

    public static JointDecision Hold(Convening c, DateTimeOffset at, params ImmutableArray<Guid> came) =>
        HoldMeetingRule.Decide(c, new HoldMeeting(came, "商定明天疏通"), Given.Handler, Given.Jurisdiction, at);

    public static JointFile Begin(this JointDecision decision) =>
        decision.Why is { } why
            ? throw new InvalidOperationException($"refused: {why.Code}")
            : decision.Facts.Aggregate((JointFile?)null, (before, fact) => fact.Apply(before))!;

    public static T After<T>(this T file, Func<T, JointDecision> decide)
        where T : JointFile =>
        decide(file) is { Why: { } why }
            ? throw new InvalidOperationException($"refused: {why.Code}")
            : (T)decide(file).Facts.Aggregate((JointFile)file, (before, fact) => fact.Apply(before));

    public static string Says(this JointDecision decision) =>
        decision.Why?.Code ?? string.Join(" + ", decision.Facts.Select(f => f.GetType().Name));
}
