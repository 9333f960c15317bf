using Microsoft.AspNetCore.Mvc.ViewFeatures;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Web.RaisingForSomebody;

/// <summary>
/// The resident's link on its way from raising to the one page that shows it. It travels in the officer's own browser,
/// encrypted by the site's keys, as the key of the resident's part and never as the link; shown, it is gone.
/// </summary>
/// <param name="Raiser">The resident's part.</param>
/// <param name="IsChat">Whether it goes into a chat, not on paper.</param>
/// <param name="Tongue">The resident's language.</param>
internal sealed record HandedOver(ParticipantId Raiser, bool IsChat, Tongue Tongue)
{
    private const string Kept = "raised-for-somebody";

    public static void Keep(ITempDataDictionary kept, StaffId by, RaiseResult.Raised raised, bool isChat, Tongue tongue) =>
        kept[Kept] = string.Join('/', by.Value, raised.Reference.Value, raised.Raiser.Value, isChat, tongue);

    /// <summary>
    /// What was kept, once: only for the officer who raised it, and for that matter. Whatever was kept is gone afterwards.
    /// </summary>
    public static HandedOver? Take(ITempDataDictionary kept, StaffId reader, Reference reference) =>
        (kept[Kept] as string)?.Split('/') is [var by, var number, var raiser, var chat, var tongue]
        && by == reader.Value.ToString()
        && number == $"{reference.Value}"
            ? new HandedOver(new ParticipantId(Guid.Parse(raiser)), bool.Parse(chat), Enum.Parse<Tongue>(tongue))
            : null;
}
