using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Open311.Wire;

namespace SmallMatters.Web.Open311;

/// <summary>Reading requests: everybody's view of matters, whoever asks.</summary>
internal static class Requests
{
    private const int MostRequests = 1000;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(90);

    public static async ValueTask<Reply> Find(Call call)
    {
        var ids = call.Inputs.Many("service_request_id");
        var codes = call.Inputs.Many("service_code");
        var statuses = call.Inputs.Many("status");
        var (from, to) = Span(call);
        var size = call.Inputs.Whole("page_size", 1, MostRequests, MostRequests);
        var page = call.Inputs.Whole("page", 1, 1_000_000, 1);
        if (statuses?.Exists(s => s is not (Request.Open or Request.Closed)) == true)
        {
            call.Inputs.Wrong("参数 status 只能是 open 或 closed。", "The parameter status is open or closed.");
        }
        if (call.Wrong() is { } wrong)
        {
            return wrong;
        }

        await using var db = await call.Service<IDbContextFactory<Db>>().CreateDbContextAsync(call.Cancel);
        var matters = PublicMatters.Of(db, call.Catalogue.PublicSpace);
        if (ids is not null)
        {
            // The standard: named requests come whatever the other filters say.
            var numbers = ids.Select(Number).OfType<long>().ToList();
            matters = matters.Where(m => numbers.Contains(m.Number));
        }
        else
        {
            matters = matters.RaisedBetween(from, to);
            if (codes is not null)
            {
                matters = matters.Where(m => codes.Contains(m.Category));
            }
            if (statuses is not null)
            {
                var stages = Enum.GetValues<Stage>().Where(s => statuses.Contains(StatusOf(s))).ToList();
                matters = matters.Where(m => stages.Contains(m.Stage));
            }
        }
        var found = await matters.OrderByDescending(m => m.Id).Skip((page - 1) * size).Take(size).ToListAsync(call.Cancel);
        return Reply.List("service_requests", "request", found.Select(m => ToWire(m, call)), Request.Write);
    }

    public static async ValueTask<Reply> Read(Call call)
    {
        if (call.Wrong() is { } wrong)
        {
            return wrong;
        }
        if (call.RouteText("id") is not { Length: > 0 } id)
        {
            return call.Error(400, "请给出 service_request_id。", "Give a service_request_id.");
        }
        return await OneAsync(call, id) is { } found
            ? Reply.List("service_requests", "request", [ToWire(found, call)], Request.Write)
            : NotFound(call);
    }

    /// <summary>
    /// A request gets its number at once, so that no token is ever given out; a client that asks with the number it has gets
    /// that number.
    /// </summary>
    public static async ValueTask<Reply> Token(Call call)
    {
        if (call.Wrong() is { } wrong)
        {
            return wrong;
        }
        if (call.RouteText("token") is not { Length: > 0 } token)
        {
            return call.Error(400, "请给出 token。", "Give a token.");
        }
        return await OneAsync(call, token) is { } found
            ? Reply.List("service_requests", "request", [new TokenAnswer(IdOf(found.Number), token)], TokenAnswer.Write)
            : call.Error(404, "没有这个 token。", "The token was not found.");
    }

    public static Reply NotFound(Call call) =>
        call.Error(404, "没有这个 service_request_id。", "The service_request_id was not found.");

    public static string IdOf(long number) => number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture);

    public static string StatusOf(Stage stage) => stage is Stage.Closed or Stage.Settled ? Request.Closed : Request.Open;

    public static long? Number(string id) => Reference.TryParse(id, out var reference) ? reference.Value : null;

    /// <summary>What a client is told about the promised day.</summary>
    public static Bilingual Promise(DateOnly day)
    {
        var said = Moments.Say(day);
        return new Bilingual($"承诺在{said.Zh}前办理并答复。", $"It will be dealt with and answered by {said.En}.");
    }

    private static async Task<PublicMatter?> OneAsync(Call call, string id)
    {
        if (Number(id) is not { } number)
        {
            return null;
        }
        await using var db = await call.Service<IDbContextFactory<Db>>().CreateDbContextAsync(call.Cancel);
        return await PublicMatters.Of(db, call.Catalogue.PublicSpace).FirstOrDefaultAsync(m => m.Number == number, call.Cancel);
    }

    /// <summary>Ninety days: the last ones, or those after the start, or those before the end.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) Span(Call call)
    {
        var calendar = call.Jurisdiction.Calendar;
        var from = call.Inputs.Instant("start_date", calendar);
        var to = call.Inputs.Instant("end_date", calendar);
        if (from is { } start && to is { } end)
        {
            if (start > end)
            {
                call.Inputs.Wrong("start_date 晚于 end_date。", "start_date is later than end_date.");
            }
            else if (end - start > LongestSpan)
            {
                call.Inputs.Wrong(
                    "start_date 与 end_date 之间最多 90 天。",
                    "start_date and end_date may be at most 90 days apart."
                );
            }
            return (start, end);
        }
        if (from is { } since)
        {
            return (since, DateTimeOffset.MaxValue - LongestSpan > since ? since + LongestSpan : DateTimeOffset.MaxValue);
        }
        var until = to ?? call.Service<TimeProvider>().GetUtcNow();
        return (until - DateTimeOffset.MinValue > LongestSpan ? until - LongestSpan : DateTimeOffset.MinValue, until);
    }

    private static Request ToWire(PublicMatter matter, Call call)
    {
        var calendar = call.Jurisdiction.Calendar;
        var status = StatusOf(matter.Stage);
        var open = status == Request.Open;
        return new Request(
            IdOf(matter.Number),
            status,
            Words.Notes(matter.Stage, matter.Outcome)?.In(call.Tongue),
            call.Jurisdiction.Categories.TryGetValue(matter.Category, out var category) ? category.Name.In(call.Tongue) : null,
            matter.Category,
            matter.PublicText,
            call.Jurisdiction.Units.TryGetValue(matter.OwnerUnit, out var owner) ? owner.Name.In(call.Tongue) : null,
            open && matter.PromisedOn is { } promised ? Promise(promised).In(call.Tongue) : null,
            Moments.Write(matter.RaisedAt, calendar),
            Moments.Write(open ? matter.ChangedAt : matter.ClosedAt ?? matter.ChangedAt, calendar),
            matter.PromisedOn is { } day ? Moments.WriteEndOf(day, calendar) : null,
            matter.Latitude,
            matter.Longitude
        );
    }
}
