using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>For what an allowance is.</summary>
public enum AllowanceFor
{
    /// <summary>调解了，没有达成协议.</summary>
    Mediated,

    /// <summary>达成口头协议.</summary>
    Oral,

    /// <summary>达成书面协议.</summary>
    Written,
}

/// <summary>
/// A line of the scheme of allowances per file (以案定补). The sums are local: a row of <c>data/rules/mediation-allowances.json</c>, which
/// each place replaces by its own.
/// </summary>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="For">What has to have been reached.</param>
/// <param name="Yuan">The sum.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">The document that sets it.</param>
public sealed record AllowanceRate(string Code, AllowanceFor For, int Yuan, Bilingual Name, Bilingual Source)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<ImmutableArray<AllowanceRate>> LazyScheme = new(() =>
    {
        using var file = typeof(AllowanceRate).Assembly.GetManifestResourceStream("rules/mediation-allowances.json")!;
        return JsonSerializer.Deserialize<ImmutableArray<AllowanceRate>>(file, Reading);
    });

    /// <summary>The scheme that comes with the product.</summary>
    public static ImmutableArray<AllowanceRate> Scheme => LazyScheme.Value;
}

/// <summary>The allowance of a mediator for one file.</summary>
/// <param name="Id">Key.</param>
/// <param name="Mediator">Who gets it.</param>
/// <param name="Rate">Code of the line of the scheme.</param>
/// <param name="Yuan">The sum, as the scheme had it.</param>
/// <param name="By">The first person.</param>
/// <param name="On">Local day.</param>
public sealed record Allowance(Guid Id, StaffId Mediator, string Rate, int Yuan, StaffId By, DateOnly On)
{
    /// <summary>The second person, who found it right; null before.</summary>
    public StaffId? CheckedBy { get; init; }

    /// <summary>The local day on which it was paid; null before.</summary>
    public DateOnly? PaidOn { get; init; }
}

/// <summary>The first person proposed an allowance.</summary>
public sealed record AllowanceProposed(Allowance Allowance) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { Allowance = Allowance });
}

/// <summary>The second person looked into the file.</summary>
/// <param name="Allowance">Which.</param>
/// <param name="By">Who.</param>
/// <param name="Right">Whether it is right; if not it is dropped.</param>
public sealed record AllowanceChecked(Guid Allowance, StaffId By, bool Right) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).With(f => f with { Allowance = Right ? f.Allowance! with { CheckedBy = By } : null });
}

/// <summary>It was paid.</summary>
public sealed record AllowancePaid(Guid Allowance, DateOnly On) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).With(f => f with { Allowance = f.Allowance! with { PaidOn = On } });
}

/// <summary>
/// Decides on allowances: one for a file, by the scheme, proposed by one person and checked by another, neither of them the mediator;
/// paid once. Made-up mediations have been paid for where one signature was enough.
/// </summary>
public static class AllowanceRule
{
    /// <summary>The mediator who accepted last; null where the office mediates itself.</summary>
    public static StaffId? MediatorOf(Dispute dispute) =>
        dispute.File.Invitations.LastOrDefault(i => i.State == InvitationState.Accepted)?.Mediator;

    /// <summary>The lines of the scheme that fit what was reached; none before the mediation is over.</summary>
    public static IEnumerable<AllowanceRate> Fitting(Dispute dispute) =>
        dispute switch
        {
            { File.AgreedAs: { } form } => AllowanceRate.Scheme.Where(r =>
                r.For == (form == AgreementForm.Written ? AllowanceFor.Written : AllowanceFor.Oral)
            ),
            Dispute.Ended { Mediation: not null } => AllowanceRate.Scheme.Where(r => r.For == AllowanceFor.Mediated),
            _ => [],
        };

    /// <summary>The first person proposes it.</summary>
    public static DisputeDecision Propose(Dispute dispute, string? rate, Guid id, Actor.Staff by, DateOnly today)
    {
        if (!DisputeMay.Deals(dispute, by))
        {
            return DisputeMay.NotYours;
        }
        if (MediatorOf(dispute) is not { } mediator)
        {
            return Refusal.Of(
                "no-mediator-to-pay",
                "没有接受邀请的调解员：工作人员主持调解不领补贴。",
                "No invited mediator has accepted; staff who mediate in office get none."
            );
        }
        if (mediator == by.Id)
        {
            return NotForOneself;
        }
        if (dispute.File.Allowance is not null)
        {
            return Refusal.Of("allowance-there", "这起纠纷已经提出过补贴。", "An allowance was proposed already.");
        }
        return Fitting(dispute).FirstOrDefault(r => r.Code == rate) is { } line
            ? new AllowanceProposed(new Allowance(id, mediator, line.Code, line.Yuan, by.Id, today))
            : Refusals.Missing(
                "Code",
                "请选择补贴办法里符合结果的一档。",
                "Choose the line of the scheme that fits what was reached."
            );
    }

    /// <summary>The second person, who leads the unit, checks it against the file.</summary>
    public static DisputeDecision Check(Dispute dispute, bool? right, Actor.Staff by)
    {
        if (!DisputeMay.Deals(dispute, by) || !by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of(
                "allowance-checked-by-a-supervisor",
                "补贴由本单位负责人复核。",
                "The unit's supervisor checks an allowance."
            );
        }
        if (dispute.File.Allowance is not { CheckedBy: null } waiting)
        {
            return Nothing;
        }
        if (waiting.By == by.Id)
        {
            return Refusal.Of(
                "allowance-two-people",
                "提出和复核必须是两个人。",
                "Who proposes it and who checks it are two people."
            );
        }
        return waiting.Mediator == by.Id ? NotForOneself
            : right is not { } found ? Refusals.Missing("Code", "请选择核对的结果。", "Choose what you found.")
            : new AllowanceChecked(waiting.Id, by.Id, found);
    }

    /// <summary>It was paid, once.</summary>
    public static DisputeDecision Pay(Dispute dispute, DateOnly? on, Actor.Staff by, DateOnly today)
    {
        if (!DisputeMay.Deals(dispute, by) || !by.Is(StaffRole.Supervisor))
        {
            return DisputeMay.NotYours;
        }
        if (dispute.File.Allowance is not { CheckedBy: not null, PaidOn: null } right)
        {
            return Nothing;
        }
        return right.Mediator == by.Id ? NotForOneself
            : on is { } day && day <= today && day >= right.On ? new AllowancePaid(right.Id, day)
            : Refusal.Of(
                "paid-when",
                "请写明发放的日期，不能晚于今天。",
                "Say on which day it was paid, not later than today.",
                "Day"
            );
    }

    private static Refusal NotForOneself { get; } =
        Refusal.Of(
            "allowance-for-oneself",
            "不能给自己提出、复核或者发放补贴。",
            "Nobody proposes, checks or pays their own allowance."
        );

    private static Refusal Nothing { get; } =
        Refusal.Of("no-allowance-waits", "没有等这一步的补贴。", "No allowance waits for this step.");
}
