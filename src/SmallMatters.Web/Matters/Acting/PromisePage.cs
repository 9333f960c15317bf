using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>What the pages of one promise share.</summary>
public abstract class PromisePage(Desk desk) : ActPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "promise")]
    public Guid PromiseId { get; set; }

    /// <summary>The promise, or null when the matter has none of that key.</summary>
    public Promise? Promise => MatterFile.Promises.FirstOrDefault(p => p.Id == PromiseId);

    protected override Refusal? Prevented => ActsPrevented.Why(PromiseId, Matter, Scope, Today);

    protected override bool Offered => Promise is { } promise && Acts.MayChange(promise, MatterFile, Scope);
}
