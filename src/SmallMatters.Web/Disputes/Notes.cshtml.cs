using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>What a mediator keeps for themselves: notes of private talks and the plan. Whoever else opens the page sees nothing of it.</summary>
[Authorize(Policies.Handler)]
public sealed class NotesModel(Desk desk, DisputeReader reader, DisputeBook book, VenueBook venues)
    : DisputePageModel(desk, reader, venues)
{
    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public NoteForm Form { get; set; } = new();

    public IReadOnlyList<OwnNote> Notes { get; private set; } = [];

    public bool Writes { get; private set; }

    public bool ChangedMeanwhile { get; private set; }

    public static IEnumerable<Choice> Kinds { get; } =
    [.. Enum.GetValues<NoteKind>().Select(k => new Choice(k.ToString(), k.Said()))];

    public IEnumerable<Choice> Parties =>
        Dispute
            .File.Present.Select(p => new Choice(p.Id.Value.ToString("N"), new Bilingual(NameOf(p.Id), NameOf(p.Id))))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await PrepareAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Kinds.All(k => k.Value != Form.Kind))
        {
            Refuse(Refusals.Missing(nameof(Form.Kind), "请选择写的是什么。", "Choose what it is."));
            return Page();
        }
        var party = Guid.TryParseExact(Form.Party, "N", out var id) ? new ParticipantId(id) : (ParticipantId?)null;
        var note = new CaucusNote(Enum.Parse<NoteKind>(Form.Kind!), party, Form.Words);
        switch (await book.SealAsync(Dispute.File.Id, Desk.Scope, note, Seen, cancel))
        {
            case Acted.Written:
                TempData.Flash("已封存，只有您能看。", "It is sealed; only you read it.");
                return Redirect($"{Address}/notes");
            case Acted.Refused { Why: var why }:
                Refuse(why);
                return Page();
            case Acted.ChangedMeanwhile:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || Shown is null)
        {
            return false;
        }
        Notes = (await Reader.NotesAsync(Desk.Db, Shown, Desk.Scope, cancel)).Notes;
        Writes = Dispute.IsOpen && SealNoteRule.Mediates(Dispute, Desk.Scope.In(Shown.Area).Actor);
        return true;
    }
}

/// <summary>A note as it is typed.</summary>
public sealed class NoteForm
{
    public string? Kind { get; set; }
    public string? Party { get; set; }
    public string? Words { get; set; }
}
