using System.Globalization;
using System.Text;
using SmallMatters.Domain.Disputes;
using SmallMatters.Storage;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Rooms;

/// <summary>
/// What a room gives besides pages: the invitation to a session for the party's own calendar (RFC 5545), and the signed agreement.
/// </summary>
public static class RoomFiles
{
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";
    private const int LongestLine = 75;

    /// <summary>Maps the addresses.</summary>
    public static void MapRoomFiles(this IEndpointRouteBuilder routes)
    {
        // Both look at the link itself: a genuine link opens what is of its own dispute only.
        routes.MapGet("/d/{link}/session/{session:guid}.ics", InvitationAsync).RequireAuthorization(Policies.Everybody);
        routes.MapGet("/d/{link}/signed/{sha}", SignedPageAsync).RequireAuthorization(Policies.Everybody);
    }

    private static async Task<IResult> SignedPageAsync(
        string link,
        string sha,
        HttpContext context,
        Db db,
        DisputeReader reader,
        JurisdictionSource source
    )
    {
        RoomLinks.Guard(context);
        var cancel = context.RequestAborted;
        return
            await reader.RoomAsync(db, link, await source.CurrentAsync(cancel), cancel) is { } room
            && await reader.SignedPageAsync(db, room, sha, cancel) is { } page
            ? Results.Bytes(page.Bytes, page.MediaType)
            : Results.NotFound();
    }

    private static async Task<IResult> InvitationAsync(
        string link,
        Guid session,
        HttpContext context,
        Db db,
        DisputeReader reader,
        JurisdictionSource source,
        Speech speech,
        TimeProvider time
    )
    {
        RoomLinks.Guard(context);
        var jurisdiction = await source.CurrentAsync(context.RequestAborted);
        var room = await reader.RoomAsync(db, link, jurisdiction, context.RequestAborted);
        return room?.Sessions.FirstOrDefault(s => s.Id == session) is { State: not SessionState.Held } set
            ? Results.Bytes(
                Encoding.UTF8.GetBytes(Invitation(set, speech, time.GetUtcNow())),
                "text/calendar; charset=utf-8",
                "session.ics"
            )
            : Results.NotFound();
    }

    /// <summary>
    /// The invitation. It says that there is a meeting and where, not what about nor with whom: a calendar is often seen by others.
    /// </summary>
    internal static string Invitation(RoomSession session, Speech speech, DateTimeOffset now)
    {
        var off = session.State == SessionState.CalledOff;
        var text = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//SmallMatters//Sessions//ZH");
        Line(off ? "METHOD:CANCEL" : "METHOD:PUBLISH");
        Line("BEGIN:VEVENT");
        Line($"UID:{session.Id:N}@smallmatters");
        Line($"SEQUENCE:{(off ? 1 : 0)}");
        Line($"DTSTAMP:{now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}");
        Line($"DTSTART:{session.StartsAt.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}");
        Line($"DURATION:PT{session.Minutes.ToString(CultureInfo.InvariantCulture)}M");
        Line($"SUMMARY:{Escaped(speech["社区约见", "Neighbourhood appointment"])}");
        Line($"LOCATION:{Escaped(session.Where ?? "")}");
        Line(off ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line("END:VEVENT");
        Line("END:VCALENDAR");
        return text.ToString();

        // Folded after 75 bytes, never inside a character.
        void Line(string line)
        {
            var bytes = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (bytes + rune.Utf8SequenceLength > LongestLine)
                {
                    text.Append("\r\n ");
                    bytes = 1;
                }
                text.Append(rune.ToString());
                bytes += rune.Utf8SequenceLength;
            }
            text.Append("\r\n");
        }
    }

    private static string Escaped(string words) =>
        words
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
