using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;
using Kept = SmallMatters.Storage.Drafts.Drafts;

namespace SmallMatters.Web.Raising;

/// <summary>All answers, to check and to send.</summary>
public sealed class CheckModel(
    DraftSession drafts,
    JurisdictionSource source,
    Speech speech,
    MatterBook book,
    IDbContextFactory<Db> databases
) : RaisePage(RaiseStep.Check, drafts, source, speech)
{
    public int Photos { get; private set; }

    public Task OnGetAsync() => CountAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await using var db = await databases.CreateDbContextAsync(HttpContext.RequestAborted);
        var photos = await Kept.PhotosAsync(db, Key, HttpContext.RequestAborted);
        var (kind, category) = Answers.Sorted(Jurisdiction)!.Value;
        var (id, reference, raiser) = book.NewKeys();
        var raise = new Raise(
            id,
            reference,
            raiser,
            kind,
            Origin.Resident,
            Channel.Web,
            category.Code,
            Answers.Area!,
            Answers.Words!
        )
        {
            Where = WhereOf(Answers),
            Contact = ContactForm.Of(raiser, Answers.Name, Answers.Phone, Answers.Email),
            Tongue = Answers.Tongue ?? Speech.Tongue,
            SealIdentity = Answers.SealIdentity,
            UnitConcerned = Answers.UnitConcerned,
            Attributes = category
                .Questions.Where(q => Answers.More.ContainsKey(q.Code))
                .ToImmutableDictionary(q => q.Code, q => Answers.More[q.Code].ToImmutableArray()),
            Photos = [.. photos.Select(p => p.Id)],
        };
        // The draft is the key of the submission: however often and from wherever it is sent, it is one matter.
        switch (await book.RaiseAsync(raise, new Actor.Person(raiser), Key.Submission, photos))
        {
            case RaiseResult.Raised raised:
                await Drafts.EndAsync(Key, raised.Link);
                return Redirect($"/m/{raised.Link}/receipt");
            case RaiseResult.Refused { Why: var why }:
                ModelState.Refuse(why with { Field = null }, Speech);
                await CountAsync();
                return Page();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task CountAsync()
    {
        await using var db = await databases.CreateDbContextAsync(HttpContext.RequestAborted);
        Photos = (await Kept.PhotoIdsAsync(db, Key, HttpContext.RequestAborted)).Count;
    }

    private static Where? WhereOf(RaiseAnswers answers) =>
        (answers.Place, answers.Door, answers.Position, answers.WhereWords) is (null, null, null, null)
            ? null
            : new Where(answers.Place, answers.Door, answers.Position, answers.WhereWords);
}
