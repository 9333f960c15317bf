using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Participation;

/// <summary>Somebody took a place. The key is of who took it, whose contact goes after the task.</summary>
public sealed record PlaceTaken(Guid Id) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { Stage: TaskStage.Open } it && !it.Places.ContainsKey(Id)
            ? it with
            {
                Places = it.Places.Add(Id, false),
            }
            : throw DoesNotFit(before);
}

/// <summary>They gave it back, without having to say why.</summary>
public sealed record PlaceGivenBack(Guid Id) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { Stage: TaskStage.Open } it && it.Places.ContainsKey(Id)
            ? it with
            {
                Places = it.Places.Remove(Id),
            }
            : throw DoesNotFit(before);
}

/// <summary>They say that they have done it.</summary>
public sealed record PlaceDone(Guid Id) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is VolunteerTask { Stage: TaskStage.Open } it && it.Places.ContainsKey(Id)
            ? it with
            {
                Places = it.Places.SetItem(Id, true),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on who takes a task.</summary>
public static class TakeTaskRule
{
    /// <summary>Why nobody can take a place now; null when somebody can.</summary>
    public static Refusal? MayTake(VolunteerTask it, DateTimeOffset now) =>
        it.TakesMore(now) ? null
        : it.Stage == TaskStage.Open && it.Left == 0
            ? Refusal.Of("task-full", "人数已经够了，谢谢您。", "There are enough people already. Thank you.")
        : Refusal.Of("task-not-open", "这个任务现在不能领取。", "This task cannot be taken now.");

    /// <summary>Somebody takes a place; confirmed twice, it is one place.</summary>
    public static JointDecision Take(VolunteerTask it, Guid id, DateTimeOffset now) =>
        it.Places.ContainsKey(id) ? JointDecision.That()
        : MayTake(it, now) is { } why ? why
        : new PlaceTaken(id);

    /// <summary>They give it back at any time before it is over.</summary>
    public static JointDecision GiveBack(VolunteerTask it, Guid id, DateTimeOffset now) =>
        it.Stage == TaskStage.Open && now < it.Paper.Until && it.Places.ContainsKey(id)
            ? new PlaceGivenBack(id)
            : TwoPeople.NotNow;

    /// <summary>They say that they have done it, from when it began until the unit has said what came of it.</summary>
    public static JointDecision Done(VolunteerTask it, Guid id, DateTimeOffset now) =>
        it.Stage == TaskStage.Open && now >= it.Paper.From && it.Places.TryGetValue(id, out var done) && !done
            ? new PlaceDone(id)
            : TwoPeople.NotNow;
}
