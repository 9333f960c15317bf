using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>What a mediator keeps for themselves.</summary>
public enum NoteKind
{
    /// <summary>背靠背谈话记录: what one party said to the mediator alone.</summary>
    Caucus,

    /// <summary>调解方案 (因案施策): each party's interests, options, who speaks to whom.</summary>
    Plan,
}

/// <summary>A note that a mediator seals: of a private talk, or the plan.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Party">With which party the talk was; null for a plan.</param>
/// <param name="Words">The note.</param>
public sealed record CaucusNote(NoteKind Kind, ParticipantId? Party, string? Words);

/// <summary>
/// A note was sealed. It lies apart under a key of its own; here stands that there is one, and the hash of its ciphertext, so that nobody
/// exchanges it.
/// </summary>
/// <param name="Note">Key of the note.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Party">With which party the talk was; null for a plan.</param>
/// <param name="Hash">SHA-256 of what lies there, hexadecimal.</param>
public sealed record NoteSealed(Guid Note, NoteKind Kind, ParticipantId? Party, string Hash) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute);
}

/// <summary>Decides on a mediator's own notes.</summary>
public static class SealNoteRule
{
    /// <summary>Most characters of a note.</summary>
    public const int Longest = 8000;

    /// <summary>
    /// Whether somebody mediates the dispute: the mediator who accepted, or who deals with it where nobody is invited. Nobody else keeps
    /// notes, and nobody but who wrote one reads it.
    /// </summary>
    public static bool Mediates(Dispute dispute, Actor.Staff by) =>
        DisputeMay.Deals(dispute, by)
        && dispute.File.Invited switch
        {
            null => true,
            { State: InvitationState.Accepted } invited => invited.Mediator == by.Id,
            _ => false,
        };

    /// <summary>
    /// At any time while the dispute goes on, under an open safety flag too: talking with each alone is how one finds out. What was heard
    /// and has to be reported is reported in own words (<see cref="ReportSafetyRule"/>) without opening a note.
    /// </summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="command">What to seal.</param>
    /// <param name="note">Key of the note.</param>
    /// <param name="seal">Seals the words under a key of their own and gives the hash of what lies there.</param>
    /// <param name="by">Who writes it.</param>
    public static DisputeDecision Decide(
        Dispute dispute,
        CaucusNote command,
        Guid note,
        Func<string, string> seal,
        Actor.Staff by
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (!Mediates(dispute, by))
        {
            return Refusal.Of(
                "notes-are-the-mediators",
                "谈话记录和调解方案由主持调解的人自己写。",
                "Notes of talks and the plan are written by who mediates."
            );
        }
        if (command.Kind == NoteKind.Caucus && dispute.File.Present.All(p => p.Id != command.Party))
        {
            return Refusals.Missing(nameof(command.Party), "请选择和哪一方谈的。", "Choose with which party the talk was.");
        }
        var (words, missing) = Refusals.PeopleWords(
            command.Words,
            nameof(command.Words),
            Longest,
            "请写明内容。",
            "Write it down."
        );
        return missing is not null
            ? missing
            : new NoteSealed(note, command.Kind, command.Kind == NoteKind.Plan ? null : command.Party, seal(words!));
    }
}
