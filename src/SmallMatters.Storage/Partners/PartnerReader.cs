using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Partners;

/// <summary>Reads parts for outside partners. Every opening leaves a receipt that the resident sees.</summary>
public sealed class PartnerReader
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly AccessReceipts _receipts;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;

    internal PartnerReader(
        IDbContextFactory<Db> databases,
        AccessReceipts receipts,
        JurisdictionSource jurisdictions,
        TimeProvider time
    ) => (_databases, _receipts, _jurisdictions, _time) = (databases, receipts, jurisdictions, time);

    /// <summary>What a link opens, or why it opens nothing. Reading uses no link up.</summary>
    public async Task<(PartnerPart? Part, PartnerLinkFate Fate)> ByLinkAsync(string secret, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await LinkAsync(db, secret, cancel) is not { } link)
        {
            return (null, PartnerLinkFate.Unknown);
        }
        var rows = (await MatterBook.LoadAsync(db, link.MatterId, cancel))!;
        var row = rows.Parts.Find(p => p.Id == link.Part);
        var its = row is null ? null : FactCodec.Read<Part>(row.Body, NoKeys).Links.FirstOrDefault(l => l.Id == link.Link);
        if (its is null)
        {
            return (null, PartnerLinkFate.Unknown);
        }
        // What is not opened shows nothing of the matter, and so leaves no receipt.
        PartnerLinkFate? over = its.State switch
        {
            PartnerLinkState.Used => PartnerLinkFate.Used,
            PartnerLinkState.TakenBack => PartnerLinkFate.TakenBack,
            _ when row!.State is not (PartState.Asked or PartState.InHand) => PartnerLinkFate.TakenBack,
            _ when its.Until <= _time.GetUtcNow() => PartnerLinkFate.Expired,
            _ => null,
        };
        return over is { } fate
            ? (null, fate)
            : (await OpenAsync(db, rows, link.Part, link.Partner, link.Link, its, cancel), default);
    }

    /// <summary>A part for the partner's program; null when it is not that partner's, was given back or taken back.</summary>
    public async Task<PartnerPart?> ReadAsync(PartnerClient client, Guid part, CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var matter = await db.Set<PartRow>()
            .Where(p =>
                p.Id == part
                && p.Unit == client.Partner
                && (p.State == PartState.Asked || p.State == PartState.InHand || p.State == PartState.Ended)
            )
            .Select(p => (MatterId?)p.MatterId)
            .FirstOrDefaultAsync(cancel);
        return matter is { } id
            ? await OpenAsync(db, (await MatterBook.LoadAsync(db, id, cancel))!, part, client.Partner, client.Key, null, cancel)
            : null;
    }

    /// <summary>The parts of a partner in those states, the most urgent first, from after one on.</summary>
    public async Task<IReadOnlyList<PartnerPartLine>> ListAsync(
        PartnerClient client,
        IReadOnlyCollection<PartState> states,
        Guid? after,
        int most,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var parts = db.Set<PartRow>().AsNoTracking().Where(p => p.Unit == client.Partner && states.Contains(p.State));
        if (after is { } last)
        {
            parts = parts.Where(p => p.Id.CompareTo(last) > 0);
        }
        var found = await (
            from p in parts.OrderBy(p => p.Id).Take(most)
            join m in db.Set<MatterRow>() on p.MatterId equals m.Id
            select new
            {
                p.Id,
                m.Number,
                p.State,
                m.Category,
                m.Area,
                p.Owner,
                p.DueAt,
            }
        ).ToListAsync(cancel);
        return
        [
            .. found
                .OrderBy(p => p.Id)
                .Select(p => new PartnerPartLine(
                    p.Id,
                    Reference.FromValue(p.Number),
                    p.State,
                    p.Category,
                    p.Area,
                    p.Owner,
                    p.DueAt
                )),
        ];
    }

    /// <summary>A photo that was passed on; null when it was not, or the part is not in the partner's hands any more.</summary>
    public async Task<(string ContentType, byte[] Bytes)?> PhotoAsync(
        PartnerPart part,
        Guid photo,
        CancellationToken cancel = default
    )
    {
        if (!part.Photos.Contains(photo))
        {
            return null;
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await MatterReader.PhotoAsync(db, part.Matter, photo, cancel);
    }

    internal static async Task<PartnerLinkRow?> LinkAsync(Db db, string secret, CancellationToken cancel)
    {
        if (secret.Length != PartnerSecrets.LinkLength)
        {
            return null;
        }
        var hash = PartnerSecrets.HashOf(secret);
        return await db.Set<PartnerLinkRow>().AsNoTracking().FirstOrDefaultAsync(l => l.Hash == hash, cancel);
    }

    private static readonly Keys.PersonKeys NoKeys = new();

    private async Task<PartnerPart> OpenAsync(
        Db db,
        MatterRows rows,
        Guid part,
        string partner,
        Guid via,
        PartnerLink? link,
        CancellationToken cancel
    )
    {
        var head = rows.Matter;
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        using var keys = await _receipts.OpenAsync(head, rows.Participants, via, partner, AccessPurpose.Part, cancel);
        var state = MatterMapping.ToState(rows, keys);
        var its = state.File.Parts.First(p => p.Id == part);
        var facts = await MatterReader.FactsAsync(db, head.Id, keys, cancel);
        var first = facts.Count > 0 ? facts[0].Fact as Raised : null;
        var may = its.State is PartState.Asked or PartState.InHand && link is null or { State: PartnerLinkState.Open };
        var shown = new PartnerPart(
            part,
            partner,
            state.File.Reference,
            its.Title.Text,
            its.State,
            head.Category,
            head.Area,
            head.OwnerUnit,
            may ? DueOf(state, its) : null
        )
        {
            Link = link,
            NoLongerShows = link is not null && !link.ShowsAt(_time.GetUtcNow()) && !its.PassedOn.IsEmpty,
            MayAnswer = may,
            Matter = head.Id,
            Answers =
            [
                .. facts
                    .Where(f => f.Unit == partner && (link is null || f.Actor == $"partner:{link.Id:N}"))
                    .Select(f => Answered(f, part))
                    .OfType<PartnerAnswered>(),
            ],
        };
        if (!may)
        {
            return shown;
        }
        var raiser = rows.Participants.First(p => p.Role == ParticipantRole.Raiser);
        var shows = link?.ShowsAt(_time.GetUtcNow()) ?? true;
        bool Passed(PartField field) => shows && its.PassedOn.Contains(field);
        return shown with
        {
            Task = its.Task.Text,
            Where = Passed(PartField.Door)
                ? first?.Where?.Value
                : WhereShown.WithoutDoor(first?.Where?.Value, head.Category, jurisdiction),
            Description = Passed(PartField.Description) ? head.Description : null,
            Photos = Passed(PartField.Photos) && first is not null ? first.Photos : [],
            Contact = Passed(PartField.Contact) && !raiser.Erased ? MatterReader.Shown(raiser, keys) : null,
            Promise = state.File.OpenPromisesOf(part).FirstOrDefault(p => p.Unit == partner),
        };
    }

    private static DateTimeOffset? DueOf(Matter matter, Part part) =>
        matter
            .File.Clocks.FirstOrDefault(c =>
                c.Subject == part.Id
                && c.Clock.IsOpen
                && c.Purpose == (part.State == PartState.Asked ? ClockFor.PartAnswer : ClockFor.Part)
            )
            ?.Clock.Deadline.DueAt;

    private static PartnerAnswered? Answered(RecordedFact recorded, Guid part) =>
        recorded.Fact switch
        {
            Promised f when f.Promise.Part == part => new(
                recorded.At,
                nameof(Promised),
                f.Promise.What.Text,
                f.Promise.DueOn,
                null
            ),
            PromiseChanged { After: { } day } f => new(recorded.At, nameof(PromiseChanged), f.Reason.Text, day, null),
            PartEnded f when f.Part == part => new(recorded.At, nameof(PartEnded), f.Words.Text, null, f.Outcome),
            PartReturned f when f.Part == part => new(recorded.At, nameof(PartReturned), f.Reason.Text, null, null),
            _ => null,
        };
}
