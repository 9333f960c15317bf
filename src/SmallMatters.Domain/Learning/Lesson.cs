using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Learning;

/// <summary>
/// A lesson (启示): what others can learn from one real verdict, in the resident's words, with their consent and without anything by
/// which they could be known (SPEC §13). The resident's words are no part of it: they lie apart under a key of their own, and go when
/// they are taken back. Written by a reviewer and released by a second; the staff read it, nobody else.
/// </summary>
/// <param name="Text">What the staff wrote.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Reason">Why it was sent back or withdrawn; null otherwise.</param>
/// <param name="ReadBy">Codes of all units on the day of its release.</param>
public sealed record Lesson(LessonText Text, LessonStage Stage, string? Reason, ImmutableArray<string> ReadBy) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => Text.Id;

    /// <inheritdoc/>
    public override string Line => Text.Title;

    /// <inheritdoc/>
    public override string Lead => Text.Unit;

    /// <summary>No area: that of the matter would narrow down who said it.</summary>
    public override string At => "";

    /// <inheritdoc/>
    public override DateTimeOffset Began => Text.WrittenAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage is LessonStage.Withdrawn or LessonStage.TakenBack;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [.. new[] { Text.Unit, Text.Releases }.Concat(ReadBy).Distinct()];

    /// <summary>None: whoever reads a lesson does not learn from which matter it is.</summary>
    public override ImmutableArray<long> About => [];
}

/// <summary>What the staff wrote in a lesson, in their own words.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What it teaches, in one line.</param>
/// <param name="Category">Category code.</param>
/// <param name="Satisfied">Whether the verdict asked for no second look.</param>
/// <param name="Expected">What the resident expected.</param>
/// <param name="Met">What they met with.</param>
/// <param name="Learn">What others can learn.</param>
/// <param name="Question">A question for whoever reads it.</param>
/// <param name="Unit">Code of the writer's unit, which reviews and did not deal with the matter.</param>
/// <param name="Releases">Code of the unit that has to release it; a reviewer of the writer's unit may as well.</param>
/// <param name="Writer">Account of who wrote it last.</param>
/// <param name="WrittenAt">When it was first written, UTC.</param>
public sealed record LessonText(
    Guid Id,
    string Title,
    string Category,
    bool Satisfied,
    string Expected,
    string Met,
    string Learn,
    string Question,
    string Unit,
    string Releases,
    StaffId Writer,
    DateTimeOffset WrittenAt
);

/// <summary>Where a lesson stands.</summary>
public enum LessonStage
{
    /// <summary>已写，待核对.</summary>
    Written,

    /// <summary>退回.</summary>
    SentBack,

    /// <summary>工作人员可看.</summary>
    Released,

    /// <summary>已撤下.</summary>
    Withdrawn,

    /// <summary>居民收回了.</summary>
    TakenBack,
}
