using System.Globalization;
using System.Text.Json;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Webhooks;

/// <summary>
/// What partners' systems are told: that something happened to a part of theirs, as a CloudEvents 1.0 envelope in JSON. The
/// words, which are a resident's, are read through the API, where reading leaves a receipt.
/// </summary>
internal static class WebhookEvents
{
    /// <summary>The message that a fact causes for the partner of its part, or null.</summary>
    public static WebhookMessageRow? For(Fact fact, int seq, Matter after, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (TypeOf(fact, after) is not var (type, partId) || after.File.Parts.FirstOrDefault(p => p.Id == partId) is not { } part)
        {
            return null;
        }
        // Who gave a part back or lost it is told that, although it may be somebody else's by now.
        var partner = fact is PartGiven given ? given.Part.Unit : part.Unit;
        if (!part.Outside || !jurisdiction.Told.Contains(partner))
        {
            return null;
        }
        var id = Guid.CreateVersion7(now);
        return new WebhookMessageRow
        {
            Id = id,
            Partner = partner,
            MatterId = after.File.Id,
            Seq = seq,
            Type = type,
            Body = Envelope(id, type, seq, part, after, jurisdiction, now),
            At = now,
            State = WebhookState.Waiting,
            NextTryAt = now,
        };
    }

    private static (string Type, Guid Part)? TypeOf(Fact fact, Matter after) =>
        fact switch
        {
            PartGiven f => ("smallmatters.part.asked", f.Part.Id),
            PassedOnToPart f => ("smallmatters.part.passed-on", f.Part),
            PartAccepted f => ("smallmatters.part.accepted", f.Part),
            PartReturned f => ("smallmatters.part.returned", f.Part),
            PartTakenBack f => ("smallmatters.part.taken-back", f.Part),
            PartCalledOff f => ("smallmatters.part.called-off", f.Part),
            PartTold f => ("smallmatters.part.told", f.Part),
            PartEnded f => ("smallmatters.part.ended", f.Part),
            PartReopened f => ("smallmatters.part.reopened", f.Part),
            Promised { Promise.Part: { } part } => ("smallmatters.part.promised", part),
            PromiseKept f when OfPart(f.Promise, after) is { } part => ("smallmatters.part.promise-kept", part),
            PromiseChanged f when OfPart(f.Promise, after) is { } part => ("smallmatters.part.promise-changed", part),
            _ => null,
        };

    private static Guid? OfPart(Guid promise, Matter after) => after.File.Promises.FirstOrDefault(p => p.Id == promise)?.Part;

    private static string Envelope(
        Guid id,
        string type,
        int seq,
        Part part,
        Matter after,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    ) =>
        JsonSerializer.Serialize(
            new
            {
                specversion = "1.0",
                id,
                source = $"/jurisdictions/{jurisdiction.Code}",
                type,
                subject = $"parts/{part.Id}",
                time = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                datacontenttype = "application/json",
                sequence = seq.ToString("D8", CultureInfo.InvariantCulture),
                data = new
                {
                    part = part.Id,
                    reference = after.File.Reference.Value.ToString("D12", CultureInfo.InvariantCulture),
                    state = part.State.ToString(),
                },
            }
        );
}
