using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Open311.Wire;

namespace SmallMatters.Web.Open311;

/// <summary>
/// The updates extension: what has happened to requests, and what the client that made one has to add. A client's word never
/// closes a request; staff read it and decide.
/// </summary>
internal static class Updates
{
    private const int MostUpdates = 1000;
    private const int LongestId = 200;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(90);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(10);

    public static async ValueTask<Reply> Find(Call call)
    {
        var calendar = call.Jurisdiction.Calendar;
        var now = call.Service<TimeProvider>().GetUtcNow();
        var to = call.Inputs.Instant("end_date", calendar) ?? now;
        var from =
            call.Inputs.Instant("start_date", calendar) ?? (to - DateTimeOffset.MinValue > LongestSpan ? to - LongestSpan : to);
        if (to > from && to - from > LongestSpan)
        {
            call.Inputs.Wrong("start_date 与 end_date 之间最多 90 天。", "start_date and end_date may be at most 90 days apart.");
        }
        if (call.Wrong() is { } wrong)
        {
            return wrong;
        }
        await using var db = await call.Service<IDbContextFactory<Db>>().CreateDbContextAsync(call.Cancel);
        var found = await PublicUpdates.BetweenAsync(db, from, to, MostUpdates, call.Cancel);
        return Reply.List(
            "service_request_updates",
            "request_update",
            found.Select(u => new RequestUpdate(
                IdOf(u.Number, u.Seq),
                Requests.IdOf(u.Number),
                PublicUpdates.IsOpenAfter(u.Step) ? Request.Open : Request.Closed,
                Moments.Write(u.At, calendar),
                Words.Of(u.Step, u.Outcome).In(call.Tongue)
            )),
            RequestUpdate.Write
        );
    }

    public static async ValueTask<Reply> Add(Call call)
    {
        var inputs = call.Inputs;
        var request = inputs.One("service_request_id");
        var updateId = inputs.One("update_id", LongestId);
        var description = inputs.One("description", int.MaxValue);
        var status = inputs.One("status")?.ToUpperInvariant();
        if (request is null)
        {
            inputs.Wrong("请给出 service_request_id。", "Give a service_request_id.");
        }
        if (updateId is null && !inputs.Has("update_id"))
        {
            inputs.Wrong("请给出 update_id。", "Give an update_id.");
        }
        if (
            inputs.Instant("updated_datetime", call.Jurisdiction.Calendar) is { } at
            && at > call.Service<TimeProvider>().GetUtcNow() + ClocksDiffer
        )
        {
            inputs.Wrong("updated_datetime 在未来。", "updated_datetime is in the future.");
        }
        if (call.Wrong() is { } wrong)
        {
            return wrong;
        }
        var book = call.Service<MatterBook>();
        if (!Reference.TryParse(request, out var reference) || await book.FindAsync(reference, call.Cancel) is not { } id)
        {
            return Requests.NotFound(call);
        }

        var client = new Actor.Client((await call.Service<ApiClients>().OfAsync(call.Http))!);
        var before = call.Service<ClientUpdates>();
        int? seenBefore = null;
        var changed = await book.DecideAsync(
            id,
            client,
            async (matter, _, _) =>
            {
                (var raisedBy, seenBefore) = await before.LookUpAsync(id, client, updateId!, call.Cancel);
                return seenBefore is null
                    ? AddByClientRule.Decide(
                        matter,
                        new AddByClient(updateId!, Said(description, status, matter), raisedBy),
                        client
                    )
                    : null;
            },
            null,
            null,
            call.Cancel
        );
        return changed switch
        {
            ChangeResult.Changed done => Reply.List(
                "service_request_updates",
                "request_update",
                [IdOf(reference.Value, seenBefore ?? done.Seen)],
                RequestUpdate.WriteReceipt,
                StatusCodes.Status201Created
            ),
            ChangeResult.Refused { Why: var why } => call.Error(
                why == AddByClientRule.NotRaisedByThisClient ? 403 : 400,
                why.Sentence
            ),
            ChangeResult.ChangedMeanwhile => call.Error(
                503,
                "现在很忙，请稍后再试。",
                "Too many changes at once; try again shortly."
            ),
            _ => Requests.NotFound(call),
        };
    }

    private static string IdOf(long number, int seq) => $"{Requests.IdOf(number)}-{seq}";

    /// <summary>The client's words; that it thinks the request closed or fixed is said in words as well.</summary>
    private static string Said(string? description, string? status, Matter matter)
    {
        if (status is not ("CLOSED" or "FIXED") || matter is not Matter.Open)
        {
            return description ?? "";
        }
        var claim = new Domain.Language.Bilingual("提出人一方表示问题已经解决。", "Whoever raised it says that it is solved.").In(
            matter.File.Raiser.Tongue
        );
        return description is null ? claim : $"{description}\n{claim}";
    }
}
