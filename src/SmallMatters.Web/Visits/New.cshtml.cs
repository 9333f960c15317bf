using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Visits;

/// <summary>Propose a visit about a matter. Whoever may write to the resident may.</summary>
[Authorize(Policies.Matters)]
public sealed class NewModel(Desk desk, VisitBook book) : ActPage(desk)
{
    [BindProperty]
    public VisitForm Form { get; set; } = new();

    /// <summary>A card or a round that somebody comes from, such as <c>Card:0199…</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    /// <summary>Where the person comes from, the matter itself, its open questions and promises; the first stands chosen.</summary>
    public IEnumerable<Choice> Sources =>
        [
            .. Coming is var (source, code) ? (Choice[])[Of(source, code)] : [],
            Of(VisitSource.Matter, ""),
            .. MatterFile
                .Questions.Where(q => q.State == QuestionState.Waiting)
                .Select(q => Of(VisitSource.Question, $"{q.Id:N}")),
            .. MatterFile.OpenPromises.Select(p => Of(VisitSource.Promise, $"{p.Id:N}")),
        ];

    protected override Act? Doing => Act.Reply;

    private (VisitSource Source, string Code)? Coming =>
        From?.Split(':') is [var name, var code]
        && Enum.TryParse<VisitSource>(name, out var source)
        && source is VisitSource.Card or VisitSource.Round
        && code.Length is > 0 and <= 64
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? (source, code)
            : null;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Offered)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var chosen = Sources.Any(s => s.Value == Form.Source) ? Form.Source!.Split(':') : null;
        VisitSource? source = chosen is null ? null : Enum.Parse<VisitSource>(chosen[0]);
        var (done, id) = await book.PlanAsync(
            MatterFile.Id,
            Scope.Actor,
            today => VisitRule.Plan(source, chosen?[1] ?? "", Form.Day, Form.FromHour, Form.UntilHour, today),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            Refuse(why);
            return Page();
        }
        TempData.Flash("已约，居民会收到通知。", "Proposed; the resident is told.");
        return Redirect(VisitLinks.Of(id));
    }

    private static Choice Of(VisitSource source, string code) => new($"{source}:{code}", source.Said());

    /// <summary>The appointment.</summary>
    public sealed class VisitForm
    {
        public string? Source { get; set; }

        public DateOnly? Day { get; set; }

        public int? FromHour { get; set; }

        public int? UntilHour { get; set; }
    }
}
