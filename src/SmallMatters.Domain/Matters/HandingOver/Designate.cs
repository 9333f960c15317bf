using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Two units refused: the nearest unit above those who do not agree is to designate the owner.</summary>
public sealed record DesignationAsked(string Arbiter, MatterClock Answer) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Disagreement = (f.Disagreement ?? new Disagreement([])) with { Arbiter = Arbiter },
                Clocks = f.Clocks.Add(Answer),
            }
        );
}

/// <summary>Decide whose a matter is, after two units refused it.</summary>
/// <param name="To">Code of the owner: the present one, one of those who refused, or another.</param>
/// <param name="Reason">Why; it also stands in the dispatch catalogue, so it names nobody.</param>
public sealed record Designate(string To, string Reason);

/// <summary>
/// The owner was designated. Its clocks go on unchanged. The line that the ruling adds to the catalogue is written with it, so
/// that the next equal matter is routed by it.
/// </summary>
public sealed record Designated(Designation Designation, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Disagreement = (f.Disagreement ?? new Disagreement([])) with { Arbiter = null, Designation = Designation },
                Owner = Designation.To,
                Handler = f.Owner == Designation.To ? f.Handler : null,
                AssignedBy = Designation.Line is { } line ? $"designation:{line.Number}" : "designation",
                Clocks = f.Clocks.Met(ClockFor.Designation, At).BoundTo(Designation.To, f.Parts),
            }
        );
}

/// <summary>Decides on designations.</summary>
public static class DesignateRule
{
    /// <summary>Only a supervisor of the arbitrating unit designates, once.</summary>
    public static Decision Decide(Matter matter, Designate command, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (matter is not Matter.Open || matter.File.Disagreement?.Arbiter is not { } arbiter)
        {
            return Refusal.Of("no-designation-waiting", "没有等待指定承办的争议。", "No designation is waited for.");
        }
        if (by.Unit != arbiter || !by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of(
                "only-the-arbiter-designates",
                "只有裁定单位的负责人可以指定承办。",
                "Only a supervisor of the arbitrating unit designates the owner."
            );
        }
        var file = matter.File;
        var unfit =
            !jurisdiction.Units.ContainsKey(command.To)
                ? Refusal.Of("unknown-next-owner", "请选择由哪个单位主办。", "Choose whose it is.", nameof(command.To))
            : ConductWall.Keeps(file, command.To, jurisdiction) ? ConductWall.Refused(nameof(command.To))
            : null;
        var (reason, noReason) = Matters.Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            500,
            "请写明裁定理由。",
            "Give the reason of the ruling."
        );
        if (Refusal.All(unfit, noReason) is { } wrong)
        {
            return wrong;
        }
        var line =
            file.Kind == Kind.Conduct
                ? null
                : new DispatchLine(
                    jurisdiction.Catalogue.Version + 1,
                    file.Category,
                    file.Area,
                    command.To,
                    jurisdiction.Calendar.DayOf(now),
                    Ruling: file.Reference.Value
                );
        return new Designated(new Designation(arbiter, command.To, file.Words(reason!), line), now);
    }

    /// <summary>
    /// Who decides between units: the nearest unit above all of them, else the jurisdiction's fallback, else another unit at
    /// the top; never one of them, as long as there is another, and never one that a matter of conduct is kept from.
    /// </summary>
    internal static string ArbiterOf(MatterFile file, string refusedBy, Jurisdiction jurisdiction)
    {
        ImmutableArray<string> parties = [file.Owner, refusedBy, .. file.Disagreement?.RefusedBy ?? []];
        var above = jurisdiction.Above(file.Owner).Where(u => parties.All(p => jurisdiction.Above(p).Contains(u)));
        var tops = jurisdiction
            .Units.Values.Where(u => u.Parent is null && !u.Reviews)
            .Select(u => u.Code)
            .Order(StringComparer.Ordinal);
        return above
                .Append(jurisdiction.Fallback)
                .Concat(tops)
                .FirstOrDefault(u => !parties.Contains(u) && !ConductWall.Keeps(file, u, jurisdiction))
            ?? file.Owner;
    }
}
