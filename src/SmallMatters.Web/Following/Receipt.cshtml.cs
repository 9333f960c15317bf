using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Figures;

namespace SmallMatters.Web.Following;

/// <summary>The receipt, on screen and on paper: reference, link, QR code, and what happens next.</summary>
public sealed class ReceiptModel(FollowServices own) : FollowPage(own)
{
    public string WholeAddress => Links.Whole(HttpContext, Token);

    public bool Joined => View.Me.Role == ParticipantRole.Joined;

    public DateOnly? PromisedOn => File.Clocks.LastOrDefault(c => c.Purpose == ClockFor.Handle)?.Clock.Deadline.DueOn;

    public DateOnly? HeardBy => File.Running(ClockFor.FirstContact)?.Clock.Deadline.DueOn;

    /// <summary>How long such matters really took, when enough are known.</summary>
    public AreaFigure? Times { get; private set; }

    public async Task OnGetAsync() =>
        Times =
            File.Kind == Kind.Conduct
                ? null
                : await AreaFigures.TimesAsync(Own.Db, File.Area, File.Category, HttpContext.RequestAborted);
}
