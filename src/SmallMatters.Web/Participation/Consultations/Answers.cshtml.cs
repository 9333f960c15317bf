using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Consultations;

/// <summary>The answers, to be read and sorted by themes that the unit names. Whose they are nobody can see.</summary>
[Authorize(Policies.Matters)]
public sealed class AnswersModel(Desk desk, JointBook book, ParticipationReplies replies) : ConsultationPage(desk)
{
    private const int Rows = 20;

    /// <summary>Whether those that are sorted are shown too.</summary>
    [BindProperty(SupportsGet = true, Name = "all")]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    /// <summary>A theme as it was typed.</summary>
    public string? Theme { get; private set; }

    public IReadOnlyList<ReplyLine> Lines { get; private set; } = [];

    public ConsultationCounts Counts { get; private set; } = null!;

    public string? Older { get; private set; }

    /// <summary>The themes, and that an answer is beside the question.</summary>
    public IEnumerable<Choice> Themes =>
        State
            .Themes.Select(t => Choice.Of(t.Number.ToString(CultureInfo.InvariantCulture), t.Title, t.Title))
            .Append(Choice.Of("0", "和这件事无关", "Beside the question"));

    /// <summary>Where this part of the list is.</summary>
    public string Here => $"{Address}/answers?all={(All ? "true" : "false")}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    /// <summary>A theme is named.</summary>
    public async Task<IActionResult> OnPostThemeAsync(string? theme, CancellationToken cancel)
    {
        Theme = theme;
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }
        var done = await book.DecideAsync<Consultation>(
            State.Key,
            Desk.Scope,
            (it, by, _, _) => AnswerConsultationRule.Name(it, theme, by),
            null,
            cancel
        );
        return Answered(done);
    }

    /// <summary>The answers of this page are sorted; one with nothing ticked stays as it is.</summary>
    public async Task<IActionResult> OnPostSortAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }
        var sorted = new Dictionary<Guid, IReadOnlyList<int>>();
        foreach (var line in Lines)
        {
            var ticked = Request
                .Form[$"sort-{line.Id:N}"]
                .Select(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
                .Where(n => n >= 0)
                .ToList();
            if (ticked.Count > 0)
            {
                sorted[line.Id] = [.. ticked.Where(n => n > 0)];
            }
        }
        return Answered(await replies.SortAsync(State, Desk.Scope, sorted, cancel));
    }

    private IActionResult Answered(Acted done)
    {
        switch (done)
        {
            case Acted.Written:
                return Redirect(Here);
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, Desk.Speech);
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || State.OpenedOn is null || !Works)
        {
            return false;
        }
        var after = Guid.TryParseExact(After, "N", out var key) ? key : (Guid?)null;
        var found = await replies.ListAsync(Desk.Db, State.Key, !All, after, Rows + 1, cancel);
        Lines = [.. found.Take(Rows)];
        Older = found.Count > Rows ? $"{Here}&after={Lines[^1].Id:N}" : null;
        Counts = await ParticipationReplies.CountAsync(Desk.Db, State, cancel);
        return true;
    }
}
