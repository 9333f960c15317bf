using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Start a bundle (一件事): each of its parts is asked of its unit at once, with what the one form knows.</summary>
/// <param name="Parts">The parts, up to as many as a matter may have open.</param>
/// <param name="Purpose">What for words, door and contact are passed on to each unit; the resident can look it up.</param>
public sealed record StartBundle(ImmutableArray<BundlePart> Parts, string Purpose);

/// <summary>One part of a bundle.</summary>
/// <param name="Unit">Code of the unit that renders it; it may be the owner of the matter.</param>
/// <param name="Title">What it is, in one line that the resident reads too.</param>
/// <param name="Task">What the unit is asked to do.</param>
public sealed record BundlePart(string Unit, string Title, string Task);

/// <summary>Decides on starting bundles.</summary>
public static class StartBundleRule
{
    /// <summary>The raiser starts it once, right after raising; from then on each part is like any other.</summary>
    public static Decision Decide(
        Matter matter,
        StartBundle command,
        Actor.Person by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var file = matter.File;
        if (matter is not Matter.Open)
        {
            return Refusals.NotOpen;
        }
        if (file.Raiser.Erased || file.Raiser.Id != by.Id)
        {
            return Refusals.NotByThisLink;
        }
        if (!file.Parts.IsEmpty)
        {
            return Refusal.Of("bundle-started", "这件事已经分头在办了。", "Its parts are being dealt with already.");
        }
        if (
            command.Parts.Length is 0 or > GivePart.MostOpen
            || command.Parts.Any(p => !jurisdiction.Units.ContainsKey(p.Unit) || ConductWall.Keeps(file, p.Unit, jurisdiction))
        )
        {
            return Refusal.Of(
                "bundle-parts-chosen",
                $"请选择要办的事项，最多 {GivePart.MostOpen} 项。",
                $"Choose what you need, {GivePart.MostOpen} parts at most.",
                nameof(command.Parts)
            );
        }
        ImmutableArray<PartField> passedOn = file.Raiser.Sealed
            ? [PartField.Description, PartField.Door]
            : [PartField.Description, PartField.Door, PartField.Contact];
        var facts = ImmutableArray.CreateBuilder<Fact>();
        foreach (var asked in command.Parts)
        {
            // Keys sort as the parts were chosen: a key's first bits are its millisecond.
            var part = new Part(
                Guid.CreateVersion7(now.AddMilliseconds(facts.Count)),
                asked.Unit,
                file.Words(asked.Title),
                file.Words(asked.Task),
                PartState.Asked
            );
            facts.Add(
                new PartGiven(
                    part,
                    ClockOf.Start(jurisdiction, "part-answer", ClockFor.PartAnswer, part.Unit, now, part.Id),
                    PartOf.StartHandling(jurisdiction, file.Owner, part.Id, now),
                    now
                )
            );
            facts.Add(PassOnToPartRule.Passed(file, part, passedOn, command.Purpose));
        }
        return Decision.That(facts.ToImmutable());
    }
}
