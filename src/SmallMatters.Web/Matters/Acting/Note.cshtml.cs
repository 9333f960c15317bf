using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Write a note for colleagues.</summary>
[Authorize(Policies.Matters)]
public sealed class NoteModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.Note;

    [BindProperty]
    public TextForm Form { get; set; } = new();

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, _, _) => NoteRule.Decide(matter, new Note(Form.Text ?? ""), Scope.Actor),
            new Bilingual("备注已保存", "The note was saved"),
            cancel
        );
}
