using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Services;

namespace SmallMatters.Web.Following;

/// <summary>
/// What is held of the reader, as a file to take along. A page behind the link like the others, so that a link that opens
/// nothing any more is answered in the same words.
/// </summary>
public sealed class ExportModel(FollowServices own, AccessReceipts receipts, NeedsBook needs) : FollowPage(own)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var (view, file) = (View, File);
        var beside = await HeldBeside.ReadAsync(Own.Db, needs, view, cancel);
        var held = new
        {
            Reference = file.Reference.ToString(),
            file.Category,
            file.Area,
            view.Matter.Stage,
            file.RaisedAt,
            Part = view.Me.Role,
            Language = view.Me.Tongue,
            view.Contact,
            view.Title,
            view.Description,
            Where = view.Where is null
                ? null
                : new
                {
                    Place = view.Where.Place?.ToString(),
                    view.Where.Door,
                    view.Where.Words,
                    Latitude = view.Where.Position?.OriginalLatitude,
                    Longitude = view.Where.Position?.OriginalLongitude,
                    System = view.Where.Position?.System,
                },
            IdentityIsSealed = view.Me.Sealed,
            Requests = file
                .Rights.Where(r => r.By == view.Me.Id)
                .Select(r => new
                {
                    r.Kind,
                    r.AskedAt,
                    Words = r.Words.Text,
                    r.State,
                    Answer = r.Answer?.Text,
                }),
            Verdict = CopyModel.VerdictOf(view) is not { } verdict
                ? null
                : new
                {
                    verdict.Informed,
                    verdict.Fair,
                    verdict.PromiseKept,
                    verdict.SolvedIt,
                    verdict.AskedForGoodMark,
                    Words = verdict.Words?.Text,
                },
            beside.Needs,
            Booking = beside.Booking is not { Booking: var booking }
                ? null
                : new
                {
                    beside.Booking.Unit,
                    booking.Slot.Way,
                    booking.Slot.From,
                    booking.Slot.Until,
                    booking.Stage,
                },
            Visit = beside.Visit is not { Visit: var visit }
                ? null
                : new
                {
                    beside.Visit.Unit,
                    visit.Plan.Source,
                    visit.Plan.Day,
                    visit.Plan.FromHour,
                    visit.Plan.UntilHour,
                    visit.Stage,
                    (visit as Visit.Answered)?.Echo,
                },
            beside.AgreedToLearn,
            PassedOn = view.PassedOn.Select(p => new
            {
                p.At,
                p.Unit,
                p.Fields,
                p.Purpose,
                LinkUntil = p.Until,
                p.Link,
            }),
            SeenBy = (await receipts.ShownAsync(Own.Db, view, cancel)).Select(r => new
            {
                r.At,
                r.Unit,
                r.Purpose,
            }),
            Timeline = view.Timeline.Select(e => new
            {
                e.At,
                What = e.Fact,
                e.By,
                e.Unit,
                e.Words,
                e.Day,
                e.Photos,
                e.Detail,
            }),
        };
        return base.File(
            JsonSerializer.SerializeToUtf8Bytes(held, Readable),
            "application/json",
            $"smallmatters-{file.Reference.Value}.json"
        );
    }
}
