using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Conduct;

/// <summary>
/// A resident's praise (表扬) as the unit that it is for hears of it: in the words of whoever deals with the matter, without who said it
/// and without whom it names. It is counted nowhere: neither for a person nor as a measure of a unit (SPEC §11, §16).
/// </summary>
/// <param name="File">What the unit reads.</param>
public sealed record Praise(PraiseFile File) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => string.Create(CultureInfo.InvariantCulture, $"表扬 {File.On:yyyy-MM-dd}");

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <summary>No area: that of the matter would narrow down who said it.</summary>
    public override string At => "";

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.At;

    /// <inheritdoc/>
    public override bool IsOver => true;

    /// <inheritdoc/>
    public override string Standing => "PassedOn";

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [.. new[] { File.Unit, File.From }.Distinct()];

    /// <summary>None: the unit reads what a joint file is about.</summary>
    public override ImmutableArray<long> About => [];

    /// <summary>
    /// The key of what is passed on of a matter, one for each time that it is dealt with. It follows from the key of who raised it, so
    /// that the way from the matter to it is found and the way back is not.
    /// </summary>
    public static Guid KeyOf(MatterFile file)
    {
        var round = file.Clocks.Count(c => c.Purpose == ClockFor.Handle);
        var text = string.Create(CultureInfo.InvariantCulture, $"praise {file.Raiser.Id.Value:N} {round}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}

/// <summary>What a unit reads of a resident's praise.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that it is for.</param>
/// <param name="From">Code of the unit that passes it on.</param>
/// <param name="Words">What was done well, in the words of whoever passes it on.</param>
/// <param name="On">The local day.</param>
/// <param name="At">When, UTC.</param>
public sealed record PraiseFile(Guid Id, string Unit, string From, string Words, DateOnly On, DateTimeOffset At);

/// <summary>Pass a resident's praise on to the unit that it is for.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Words">What was done well, in words of one's own.</param>
public sealed record PassOnPraise(string? Unit, string? Words);

/// <summary>It was passed on.</summary>
public sealed record PraisePassedOn(PraiseFile File) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) => before is null ? new Praise(File) : throw DoesNotFit(before);
}

/// <summary>Decides on passing praise on.</summary>
public static class PassOnPraiseRule
{
    /// <summary>The longest words, in characters.</summary>
    public const int LongestWords = 500;

    /// <summary>
    /// Whoever deals with a matter of praise passes it on, to their own unit as well. In their own words, and of what was done: whoever
    /// praises one officer by name may be known by it, and a list of praised names would be a ranking.
    /// </summary>
    /// <param name="matter">The matter of praise.</param>
    /// <param name="command">What is passed on.</param>
    /// <param name="ownWords">What the resident wrote; null once it was erased.</param>
    /// <param name="by">Who deals with it.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        Matter matter,
        PassOnPraise command,
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
        if (file.Kind != Kind.Praise)
        {
            return Refusal.Of("no-praise", "只有表扬才这样转达。", "Only praise is passed on like this.");
        }
        var (words, noWords) = Between.Words(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请用您自己的话写明哪里做得好。",
            "Say in your own words what was done well."
        );
        var wrong = Refusal.All(
            command.Unit is { } code && jurisdiction.Units.ContainsKey(code)
                ? null
                : Refusals.Missing(nameof(command.Unit), "请选择转给哪个单位。", "Choose the unit that it is for."),
            noWords,
            words is not null && Hints.In(words, ManuscriptPart.Words, []).FirstOrDefault() is { } hint
                ? Refusal.Of(
                    "praise-names-somebody",
                    $"“{hint.Text}”看起来写到了人或者住处。请写做了什么，不写是谁。",
                    $"“{hint.Text}” looks as if it told of a person or a home. Say what was done, and not by whom.",
                    nameof(command.Words)
                )
                : null,
            ReferenceInWords.Refused(words, nameof(command.Words)),
            words is not null && ownWords is not null && OwnWording.In(words, ownWords)
                ? OwnWording.Refused(nameof(command.Words))
                : null
        );
        return wrong is not null
            ? wrong
            : new PraisePassedOn(
                new PraiseFile(Praise.KeyOf(file), command.Unit!, file.Owner, words!, jurisdiction.Calendar.DayOf(now), now)
            );
    }
}
