using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Storage;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Visits;

namespace SmallMatters.Web.Following;

/// <summary>
/// What is kept of the raiser outside the matter itself, for their own copy (个人信息保护法第四十五条): what they said they need, the
/// time that they booked, the visit that was proposed and their consent that staff learn from their verdict. Whoever only joined the
/// matter has none of it.
/// </summary>
/// <param name="Needs">Declared needs; null when none.</param>
/// <param name="Booking">The last booking; null when none.</param>
/// <param name="Visit">The last visit; null when none.</param>
/// <param name="AgreedToLearn">When they agreed that staff learn from their verdict, UTC; null while they have not.</param>
public sealed record HeldBeside(Needs? Needs, BookingPage? Booking, VisitPage? Visit, DateTimeOffset? AgreedToLearn)
{
    /// <summary>Reads it for the reader of a matter's link.</summary>
    public static async Task<HeldBeside> ReadAsync(Db db, NeedsBook needs, ResidentMatter view, CancellationToken cancel) =>
        view.Me.Role == ParticipantRole.Joined
            ? new HeldBeside(null, null, null, null)
            : new HeldBeside(
                (await needs.OwnAsync(db, view, cancel)).Needs,
                await BookingBook.OfMatterAsync(db, view.Matter.File.Id, cancel),
                await VisitBook.OfMatterAsync(db, view.Matter.File.Id, cancel),
                (await LessonConsents.AgreedAsync(db, view, cancel))?.At
            );
}
