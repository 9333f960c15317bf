using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Supervision;

/// <summary>
/// A leader's order on a matter (督办) with a clock. The unit replies; the leader accepts the reply or asks again. What is overdue
/// goes up. It changes nothing about whose the matter is, and none of the matter's own clocks.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Rounds">What was asked and replied, in order; asked again is a new round.</param>
public sealed record SupervisionOrder(OrderFile File, OrderStage Stage, ImmutableArray<OrderRound> Rounds) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => File.What;

    /// <inheritdoc/>
    public override string Lead => File.By;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.GivenAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage is OrderStage.Accepted or OrderStage.TakenBack;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => File.By == File.To ? [File.By] : [File.By, File.To];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [File.Matter];
}

/// <summary>What does not change about an order.</summary>
/// <param name="Id">Key.</param>
/// <param name="Matter">Reference of the matter, as a number.</param>
/// <param name="What">What is ordered, in one line.</param>
/// <param name="By">Code of the unit whose leader gave it.</param>
/// <param name="Leader">The leader's account.</param>
/// <param name="To">Code of the unit that is to reply: the matter's owner when it was given.</param>
/// <param name="Area">Area code of the matter.</param>
/// <param name="Pace">How soon the reply is wanted.</param>
/// <param name="GivenAt">UTC.</param>
public sealed record OrderFile(
    Guid Id,
    long Matter,
    string What,
    string By,
    StaffId Leader,
    string To,
    string Area,
    OrderPace Pace,
    DateTimeOffset GivenAt
);

/// <summary>How soon a reply is wanted; the length is a clock rule's.</summary>
public enum OrderPace
{
    /// <summary>一般.</summary>
    Ordinary,

    /// <summary>加急.</summary>
    Urgent,
}

/// <summary>Where an order stands.</summary>
public enum OrderStage
{
    /// <summary>待答复.</summary>
    Given,

    /// <summary>已答复，待认定.</summary>
    Replied,

    /// <summary>已认定.</summary>
    Accepted,

    /// <summary>已撤回, with a reason.</summary>
    TakenBack,
}

/// <summary>One round of an order.</summary>
/// <param name="Asked">What is to be done, or why it is asked again.</param>
/// <param name="Reply">What the unit replied; null while it has not.</param>
public sealed record OrderRound(string Asked, string? Reply = null);

/// <summary>Who may act on an order, and what several steps share.</summary>
internal static class OrderMay
{
    public const int LongestWords = 2000;

    public static Refusal NotAtThisStep { get; } =
        Refusal.Of("order-not-at-this-step", "这件督办现在不在这一步。", "This order is not at this step now.");

    public static Refusal NotYours { get; } =
        Refusal.Of("not-your-units-order", "这件督办不由您的单位处理。", "This order is not with your unit.");

    /// <summary>Null when the person leads the unit that gave the order.</summary>
    public static Refusal? Lead(SupervisionOrder order, Actor.Staff by) =>
        order.File.By == by.Unit && by.Is(StaffRole.Supervisor) ? null : NotYours;

    public static string ClockOf(OrderPace pace) => pace == OrderPace.Urgent ? "supervision-reply-urgent" : "supervision-reply";
}
