using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Publishing;

/// <summary>Between a publication's row and its state; the words of a draft are sealed under a key that ends with the draft.</summary>
internal sealed class SealedDrafts(KeyRing ring)
{
    /// <summary>Seals the words under a new key.</summary>
    public void Keep(PublicationRow row, Manuscript manuscript)
    {
        // A new key each time: what an earlier version held cannot be read even where its ciphertext is left somewhere.
        var (key, wrapped) = ring.NewPersonKey(row.Id);
        using (key)
        {
            row.Key = wrapped;
            row.Draft = key.Seal(System.Text.Json.JsonSerializer.Serialize(manuscript));
        }
    }

    /// <summary>Puts what a fact changes into the row.</summary>
    public void Apply(PublicationRow row, PublicationFact fact, Manuscript? manuscript, DateTimeOffset now)
    {
        row.ChangedAt = now;
        row.Stage = fact switch
        {
            PublicationSubmitted => PublicationStage.Submitted,
            PublicationReturned => PublicationStage.Draft,
            PublicationReleased => PublicationStage.Released,
            PublicationRecalled => PublicationStage.Recalled,
            PublicationAbandoned => PublicationStage.Abandoned,
            _ => row.Stage,
        };
        switch (fact)
        {
            case PublicationReleased { Copy: var copy }:
                (row.Title, row.Words, row.Until, row.ReleasedAt) = (copy.Title, copy.Words, copy.Until, now);
                break;
            case PublicationRecalled { Reason: var reason }:
                (row.Title, row.Words, row.Reason) = (null, null, reason);
                break;
        }
        if (manuscript is null)
        {
            (row.Key, row.Draft) = (null, null);
        }
        else
        {
            Keep(row, manuscript);
        }
    }

    /// <summary>The words of a draft, or null once there are none.</summary>
    public Manuscript? ManuscriptOf(PublicationRow row)
    {
        if (row.Key is null || row.Draft is null)
        {
            return null;
        }
        using var key = ring.Unwrap(row.Key, row.Id);
        return System.Text.Json.JsonSerializer.Deserialize<Manuscript>(key.Unseal(row.Draft));
    }

    /// <summary>The state from row and facts.</summary>
    public Publication StateOf(PublicationRow row, List<KeptFact<PublicationFact>> facts)
    {
        var begun = ((PublicationDrafted)facts[0].Fact).File;
        var file = begun with
        {
            Writers =
            [
                .. begun
                    .Writers.Concat(
                        facts
                            .Select(f =>
                                f.Fact switch
                                {
                                    ManuscriptChanged c => c.By,
                                    RedactionMade r => r.By,
                                    HintKept k => k.By,
                                    _ => (StaffId?)null,
                                }
                            )
                            .OfType<StaffId>()
                    )
                    .Distinct(),
            ],
        };
        var released = facts.FirstOrDefault(f => f.Fact is PublicationReleased);
        return row.Stage switch
        {
            PublicationStage.Draft => new Publication.Draft(file, ManuscriptOf(row)!),
            PublicationStage.Submitted => new Publication.Submitted(file, ManuscriptOf(row)!),
            PublicationStage.Released => new Publication.Released(
                file,
                ((PublicationReleased)released!.Fact).Copy,
                ((PublicationReleased)released.Fact).By,
                released.At
            ),
            PublicationStage.Recalled => new Publication.Recalled(file, row.Reason!, row.ChangedAt),
            _ => new Publication.Abandoned(file),
        };
    }
}
