using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Site;

/// <summary>A page that another page leads to, in a list of several (<c>/Site/_Signposts.cshtml</c>).</summary>
/// <param name="Href">Its address.</param>
/// <param name="Said">What it is called.</param>
/// <param name="Hint">What one finds there, in one sentence.</param>
public sealed record Signpost(string Href, Bilingual Said, Bilingual Hint);
