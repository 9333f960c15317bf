using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Ask another unit to do a part of a matter, or ask the next one after a unit gave it back.</summary>
/// <param name="Unit">Code of the unit that is asked.</param>
/// <param name="Title">What it is about, in one line that the resident reads too.</param>
/// <param name="Task">What the unit is asked to do.</param>
public sealed record GivePart(string Unit, string Title, string Task)
{
    /// <summary>The longest title.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest task.</summary>
    public const int LongestTask = 2000;

    /// <summary>How many parts of one matter may be open at once.</summary>
    public const int MostOpen = 12;

    /// <summary>The part that a unit gave back and that is given on; null for a new one.</summary>
    public Guid? Part { get; init; }

    /// <summary>What of the matter is passed on with it.</summary>
    public ImmutableArray<PartField> PassOn { get; init; } = [];

    /// <summary>What for; needed when anything is passed on.</summary>
    public string? Purpose { get; init; }
}

/// <summary>A unit was asked to do a part. Until it accepts, the matter's owner is accountable for it.</summary>
public sealed record PartGiven(Part Part, MatterClock Answer, MatterClock Handling, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Parts = f.Parts.Any(p => p.Id == Part.Id)
                    ? [.. f.Parts.Select(p => p.Id == Part.Id ? Part : p)]
                    : f.Parts.Add(Part),
                Clocks = f.Clocks.PartStopped(Part.Id, At, "given-on").Add(Answer).Add(Handling),
            }
        );
}

/// <summary>Something of the matter was passed on to the unit of a part, for a purpose.</summary>
public sealed record PassedOnToPart(
    Guid Part,
    string Unit,
    ImmutableArray<PartField> Fields,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Purpose
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f.ChangePart(Part, p => p with { PassedOn = [.. p.PassedOn.Union(Fields).Order()] }));
}

/// <summary>Decides on giving parts.</summary>
public static class GivePartRule
{
    /// <summary>
    /// Only the owner of an open matter gives parts, to another unit of the jurisdiction or to an outside partner; never to the
    /// unit that a conduct matter is about.
    /// </summary>
    public static Decision Decide(Matter matter, GivePart command, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        var file = matter.File;
        var before = command.Part is { } given ? file.Parts.FirstOrDefault(p => p.Id == given) : null;
        if (command.Part is not null && before?.State != PartState.Returned)
        {
            return PartOf.NotOpen;
        }
        if (before is null && file.OpenParts.Count() >= GivePart.MostOpen)
        {
            return Refusal.Of(
                "too-many-parts",
                $"一件诉求同时最多有 {GivePart.MostOpen} 项协办任务。",
                $"A matter has {GivePart.MostOpen} open parts at most."
            );
        }
        var outside = jurisdiction.Partners.On(jurisdiction.Calendar.DayOf(now)).Any(p => p.Code == command.Unit);
        // Whoever joined the matter reads the title too.
        var (title, noTitle) = Refusals.WorkWords(
            command.Title,
            nameof(command.Title),
            GivePart.LongestTitle,
            "请用一句话写明这项任务。",
            "Say in one line what the part is about."
        );
        var (task, noTask) = Refusals.Words(
            command.Task,
            nameof(command.Task),
            GivePart.LongestTask,
            "请写明请对方做什么。",
            "Say what the unit is asked to do."
        );
        var (purpose, noPurpose) = command.PassOn.IsEmpty ? (null, null) : PassOnToPartRule.PurposeOf(command.Purpose);
        if (
            Refusal.All(
                Asked(file, command.Unit, outside, jurisdiction),
                noTitle,
                noTask,
                PassOnToPartRule.Sealed(file, command.PassOn),
                noPurpose
            ) is
            { } wrong
        )
        {
            return wrong;
        }
        var part = new Part(
            before?.Id ?? Guid.CreateVersion7(now),
            command.Unit,
            file.Words(title!),
            file.Words(task!),
            PartState.Asked
        )
        {
            Returns = before?.Returns ?? 0,
            Outside = outside,
        };
        var asked = new PartGiven(
            part,
            ClockOf.Start(jurisdiction, "part-answer", ClockFor.PartAnswer, part.Unit, now, part.Id),
            PartOf.StartHandling(jurisdiction, file.Owner, part.Id, now),
            now
        );
        return purpose is null ? asked : Decision.That(asked, PassOnToPartRule.Passed(file, part, command.PassOn, purpose));
    }

    private static Refusal? Asked(MatterFile file, string unit, bool outside, Jurisdiction jurisdiction)
    {
        if ((!outside && !jurisdiction.Units.ContainsKey(unit)) || unit == file.Owner)
        {
            return Refusal.Of("unknown-part-unit", "请选择协办单位。", "Choose the unit to ask.", nameof(GivePart.Unit));
        }
        if (outside && file.Kind == Kind.Conduct)
        {
            return Refusal.Of(
                "conduct-stays-inside",
                "对工作人员的意见不能交给外部单位。",
                "A matter of conduct is not given to anybody outside.",
                nameof(GivePart.Unit)
            );
        }
        return ConductWall.Keeps(file, unit, jurisdiction) ? ConductWall.Refused(nameof(GivePart.Unit)) : null;
    }
}

/// <summary>Pass on more of the matter to the unit of a part, for a purpose.</summary>
public sealed record PassOnToPart(Guid Part, ImmutableArray<PartField> Fields, string Purpose);

/// <summary>Decides on passing on.</summary>
public static class PassOnToPartRule
{
    /// <summary>The owner passes on what the unit needs, while the part is asked for or in hand.</summary>
    public static Decision Decide(Matter matter, PassOnToPart command, Actor.Staff by)
    {
        var (part, why) = PartOf.ForOwner(matter, command.Part, by, PartState.Asked, PartState.InHand);
        if (why is not null)
        {
            return why;
        }
        var (purpose, noPurpose) = PurposeOf(command.Purpose);
        var wrong = Refusal.All(
            command.Fields.Except(part!.PassedOn).Any()
                ? Sealed(matter.File, command.Fields)
                : Refusal.Of(
                    "nothing-to-pass-on",
                    "请选择还没有转给对方的内容。",
                    "Choose something that they do not have yet.",
                    nameof(command.Fields)
                ),
            noPurpose
        );
        return wrong is not null ? wrong : Passed(matter.File, part, command.Fields, purpose!);
    }

    /// <summary>A sealed identity is nobody's to pass on: whoever deals with the matter does not have it either.</summary>
    internal static Refusal? Sealed(MatterFile file, ImmutableArray<PartField> fields) =>
        file.Raiser.Sealed && fields.Contains(PartField.Contact)
            ? Refusal.Of(
                "sealed-contact",
                "提出人的身份已封存，联系方式不能转给对方；需要联系时，由本单位通过诉求转达。",
                "The raiser's identity is sealed and cannot be passed on; what they have to be asked goes through the matter.",
                nameof(PassOnToPart.Fields)
            )
            : null;

    /// <summary>What it is passed on for, or why that does not do.</summary>
    internal static (string? Purpose, Refusal? Why) PurposeOf(string? typed) =>
        Refusals.Words(
            typed,
            nameof(PassOnToPart.Purpose),
            300,
            "请写明转给对方的用途，居民可以查到。",
            "Say what it is passed on for; the resident can look it up."
        );

    internal static PassedOnToPart Passed(MatterFile file, Part part, ImmutableArray<PartField> fields, string purpose) =>
        new(part.Id, part.Unit, [.. fields.Distinct().Order()], file.Words(purpose));
}
