using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Cards;

/// <summary>A card with its history, for whoever may read it.</summary>
public sealed record CardPage(Card Card, IReadOnlyList<KeptFact<CardFact>> Facts)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>One line of a list of cards.</summary>
public sealed record CardLine(
    Guid Id,
    string Rule,
    CardAbout About,
    string Unit,
    string Area,
    string? Category,
    CardStage Stage,
    CardOutcome? Outcome,
    DateTimeOffset RaisedAt,
    DateTimeOffset ExpiresAt,
    Sighting Saw
);

/// <summary>What came of an attempt to act on a card or a problem.</summary>
public abstract record Acted
{
    private Acted() { }

    /// <summary>It is written.</summary>
    public sealed record Written : Acted;

    /// <summary>It cannot be, and why.</summary>
    public sealed record Refused(Domain.Language.Refusal Why) : Acted;

    /// <summary>Somebody else did something since the person opened the page; nothing was written.</summary>
    public sealed record ChangedMeanwhile : Acted;

    /// <summary>There is no such thing for this person.</summary>
    public sealed record NotFound : Acted;
}

/// <summary>The one way in which cards are made, changed and read.</summary>
public sealed class CardBook(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>Writes a card that a rule raised.</summary>
    /// <returns>False when the same look had already made it.</returns>
    public async Task<bool> RaiseAsync(CardRaised raised, CancellationToken cancel = default)
    {
        var file = raised.File;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            await db.Set<CardRow>()
                .AnyAsync(c => c.Rule == file.Rule && c.Subject == file.Saw.Subject && c.RaisedAt == file.RaisedAt, cancel)
        )
        {
            return false;
        }
        db.Add(
            new CardRow
            {
                Id = file.Id,
                Rule = file.Rule,
                RuleVersion = file.RuleVersion,
                Subject = file.Saw.Subject,
                About = file.Saw.Matter is null ? CardAbout.Place : CardAbout.Matter,
                Unit = file.Unit,
                Area = file.Saw.Area,
                Category = file.Saw.Category,
                Stage = CardStage.Open,
                RaisedAt = file.RaisedAt,
                ExpiresAt = file.ExpiresAt,
                HeadSeq = 1,
            }
        );
        db.Add(ToRow(file.Id, 1, raised, null, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another node was quicker by a moment; anything else is a fault.
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (
                await again
                    .Set<CardRow>()
                    .AnyAsync(c => c.Rule == file.Rule && c.Subject == file.Saw.Subject && c.RaisedAt == file.RaisedAt, cancel)
            )
            {
                return false;
            }
            throw;
        }
    }

    /// <summary>Cards of a rule that have not expired at an instant, closed ones among them: they keep others from being raised.</summary>
    public async Task<List<CardFile>> StandingAsync(string rule, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var bodies = await (
            from c in db.Set<CardRow>().AsNoTracking()
            join f in db.Set<CardFactRow>().AsNoTracking() on c.Id equals f.CardId
            where c.Rule == rule && c.ExpiresAt > at && f.Seq == 1
            select new { f.Type, f.Body }
        ).ToListAsync(cancel);
        return bodies.ConvertAll(b => ((CardRaised)PlainFacts<CardFact>.Read(b.Type, b.Body)).File);
    }

    /// <summary>Lets every card expire whose time has passed.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ExpireAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var due = await db.Set<CardRow>()
            .AsNoTracking()
            .Where(c => (c.Stage == CardStage.Open || c.Stage == CardStage.Taken) && c.ExpiresAt <= now)
            .OrderBy(c => c.ExpiresAt)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        var expired = 0;
        foreach (var id in due)
        {
            var written = await DecideAsync(
                id,
                null,
                card => ExpireCardRule.Decide(card, now) is { } fact ? fact : default(CardDecision),
                null,
                cancel
            );
            expired += written is Acted.Written ? 1 : 0;
        }
        return expired;
    }

    /// <summary>Decides on a card as a member of staff who sees it, and writes what follows.</summary>
    /// <param name="id">The card.</param>
    /// <param name="scope">Who acts; a card of a unit that they do not see is not found.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Acted> DecideAsync(
        Guid id,
        StaffScope scope,
        Func<Card, CardDecision> decide,
        int seen,
        CancellationToken cancel = default
    ) => DecideAsync(id, scope, decide, (int?)seen, cancel);

    private async Task<Acted> DecideAsync(
        Guid id,
        StaffScope? scope,
        Func<Card, CardDecision> decide,
        int? seen,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<CardRow>().FirstOrDefaultAsync(c => c.Id == id, cancel);
        if (row is null || (scope is not null && !scope.SeesIn(row.Unit, row.Area)))
        {
            return new Acted.NotFound();
        }
        if (seen is { } last && last != row.HeadSeq)
        {
            return new Acted.ChangedMeanwhile();
        }
        var card = Replayed(await FactsAsync(db, id, cancel));
        var decision = decide(card);
        if (decision is not { Fact: { } fact })
        {
            return decision.Why is { } why ? new Acted.Refused(why) : new Acted.ChangedMeanwhile();
        }
        var after = fact.Apply(card);
        row.Stage = after.Stage;
        row.Outcome = (after as Card.Closed)?.Outcome;
        row.HeadSeq++;
        db.Add(ToRow(id, row.HeadSeq, fact, scope, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>A card with its history; null when there is none for this reader.</summary>
    public static async Task<CardPage?> FindAsync(Db db, StaffScope scope, Guid id, CancellationToken cancel = default)
    {
        var card = await db.Set<CardRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel);
        if (card is null || !scope.SeesIn(card.Unit, card.Area))
        {
            return null;
        }
        var facts = await FactsAsync(db, id, cancel);
        return new CardPage(Replayed(facts), facts);
    }

    /// <summary>How many cards about places of an area wait with units whose cards the reader does not see.</summary>
    public static Task<int> WaitingElsewhereAsync(Db db, StaffScope scope, string area, CancellationToken cancel = default)
    {
        string[] seen = [.. scope.Sees.Where(unit => scope.SeesIn(unit, area))];
        return db.Set<CardRow>()
            .CountAsync(
                c =>
                    c.Area == area
                    && c.About == CardAbout.Place
                    && (c.Stage == CardStage.Open || c.Stage == CardStage.Taken)
                    && !seen.Contains(c.Unit),
                cancel
            );
    }

    /// <summary>Cards of the units that the reader sees, where an appointment is limited to an area that area's; the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="unit">Only of this unit, or null for all that the reader sees.</param>
    /// <param name="waiting">Those that wait for somebody to say what came of them, or those that do not.</param>
    /// <param name="area">Only of this area, or null.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<CardLine>> ListAsync(
        Db db,
        StaffScope scope,
        string? unit,
        bool waiting,
        string? area,
        int skip,
        int take,
        CancellationToken cancel = default
    )
    {
        var (whole, parts) = (scope.Whole, scope.Parts);
        var rows = db.Set<CardRow>()
            .AsNoTracking()
            .Where(c =>
                (whole.Contains(c.Unit) || parts.Contains(c.Unit + "/" + c.Area))
                && (c.Stage == CardStage.Open || c.Stage == CardStage.Taken) == waiting
            );
        if (unit is not null)
        {
            rows = rows.Where(c => c.Unit == unit);
        }
        if (area is not null)
        {
            rows = rows.Where(c => c.Area == area);
        }
        var page = rows.OrderByDescending(c => c.RaisedAt).ThenBy(c => c.Id).Skip(skip).Take(take);
        var found = await (
            from c in page
            join f in db.Set<CardFactRow>().AsNoTracking() on c.Id equals f.CardId
            where f.Seq == 1
            orderby c.RaisedAt descending, c.Id
            select new
            {
                Card = c,
                f.Type,
                f.Body,
            }
        ).ToListAsync(cancel);
        return
        [
            .. found.Select(x => new CardLine(
                x.Card.Id,
                x.Card.Rule,
                x.Card.About,
                x.Card.Unit,
                x.Card.Area,
                x.Card.Category,
                x.Card.Stage,
                x.Card.Outcome,
                x.Card.RaisedAt,
                x.Card.ExpiresAt,
                ((CardRaised)PlainFacts<CardFact>.Read(x.Type, x.Body)).File.Saw
            )),
        ];
    }

    private static Card Replayed(List<KeptFact<CardFact>> facts) =>
        facts.Aggregate((Card?)null, (card, kept) => kept.Fact.Apply(card))!;

    private static async Task<List<KeptFact<CardFact>>> FactsAsync(Db db, Guid id, CancellationToken cancel)
    {
        var rows = await db.Set<CardFactRow>().AsNoTracking().Where(f => f.CardId == id).OrderBy(f => f.Seq).ToListAsync(cancel);
        return rows.ConvertAll(f => new KeptFact<CardFact>(
            f.Seq,
            f.At,
            f.Staff,
            f.Unit,
            PlainFacts<CardFact>.Read(f.Type, f.Body)
        ));
    }

    private static CardFactRow ToRow(Guid card, int seq, CardFact fact, StaffScope? by, DateTimeOffset now) =>
        new()
        {
            CardId = card,
            Seq = seq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = PlainFacts<CardFact>.NameOf(fact),
            Body = PlainFacts<CardFact>.Write(fact),
        };
}
