using System.Collections.Immutable;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Dispatching;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Storage.Search;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// What facts do to the rows of a matter: state, history, clocks, outbox, photos and search index, as one change for the
/// writer. It writes nothing itself, so that a request and a bulk import share it.
/// </summary>
internal sealed class MatterChanges(KeyRing ring, IdentityRing identities, NoticeWriter notices)
{
    /// <summary>The change that a new matter makes, without writing it.</summary>
    public PreparedMatter Prepare(
        Raise raise,
        Raised raised,
        Actor by,
        byte[]? submissionKey,
        IReadOnlyList<NewPhoto> photos,
        DateTimeOffset now
    )
    {
        var keys = new PersonKeys();
        var (key, wrapped) = ring.NewPersonKey(raise.Raiser.Value);
        keys.Add(raise.Raiser, key);
        raised = Identities.Without(raised);
        var state = raised.Begin();
        var row = new MatterRow
        {
            Id = raise.Id,
            Number = raise.Reference.Value,
            Kind = raise.Kind,
            Origin = raise.Origin,
            Channel = raise.Channel,
            Category = raise.Category,
            Area = raise.Area,
            RaisedAt = now,
            OwnerUnit = state.File.Owner,
            AccountableUnit = state.Accountable,
            AssignedBy = state.File.AssignedBy,
            UnitConcerned = state.File.UnitConcerned,
            Title = raised.Title?.Text,
            Description = raised.Description.Text,
            ExternalNumber = raise.ExternalNumber,
        };
        MatterMapping.Put(state, row, keys);
        MatterMapping.PutWhere(raise.Where, row);
        var change = new WriteSet();
        change.Inserts.Add(row);
        AddPerson(change.Inserts, state.File.Raiser, raise.Contact, wrapped, raise.Id, key, now);
        foreach (var clock in state.File.Clocks)
        {
            change.Inserts.Add(MatterMapping.ToRow(clock, state.File, keys));
        }
        AppendFact(change, row, raised, by, now, keys);
        if (submissionKey is not null)
        {
            change.Inserts.Add(
                new SubmissionRow
                {
                    Key = submissionKey,
                    MatterId = raise.Id,
                    At = now,
                }
            );
        }
        AddPhotos(change, photos, raise.Id, raise.Raiser, now);
        // What a resident says of a colleague is not for a search box.
        if (raise.Kind != Kind.Conduct)
        {
            change.Search = (raise.Id, Bigrams.Of(row.Title, row.Description, row.PlaceText));
        }
        notices.Add(change, raised, state, new Dictionary<ParticipantId, int> { [raise.Raiser] = 1 }, keys, now);
        return new PreparedMatter(change, ring.LinkFor(raise.Raiser.Value, 1), row.PromisedOn, keys);
    }

    /// <summary>Adds what follows from facts to a change, and gives the state after them.</summary>
    public Matter Append(
        WriteSet change,
        MatterRows rows,
        Matter before,
        ImmutableArray<Fact> facts,
        Actor by,
        DateTimeOffset now,
        PersonKeys keys,
        IReadOnlyList<NewPhoto> photos,
        Jurisdiction jurisdiction
    )
    {
        var seen = rows.Matter.HeadSeq;
        var issues = rows.Participants.ToDictionary(p => p.Id, p => p.LinkIssue);
        var state = before;
        foreach (var decided in facts)
        {
            var fact = decided is Joined ? Identities.Without((Joined)decided) : decided;
            switch (decided)
            {
                case Joined joined:
                    AddParticipant(change, joined.Participant, joined.Contact, rows.Matter.Id, keys, issues, now);
                    break;
                case LinkGiven given:
                    AddParticipant(change, given.Helper, Contact.None, rows.Matter.Id, keys, issues, now);
                    break;
            }
            if (fact is PartnerLinkGiven link)
            {
                change.Inserts.Add(
                    new PartnerLinkRow
                    {
                        Hash = Convert.FromBase64String(link.Hash),
                        Link = link.Link.Id,
                        MatterId = rows.Matter.Id,
                        Part = link.Part,
                        Partner = link.Unit,
                    }
                );
            }
            if (fact is Designated { Designation.Line: { } line })
            {
                // Every unit reads the catalogue, and it is kept when the resident is erased: the reason stays in the matter.
                var ruling = Reference.FromValue(rows.Matter.Number);
                var added = new LineAdded(
                    line,
                    $"{ruling} 的指定承办裁定，理由写在该诉求里。 Ruling on {ruling}; the reason is in the matter."
                );
                var (catalogue, version) = DispatchFactRow.Of(line.Number, added, by, now);
                change.Inserts.Add(catalogue);
                change.Updates.Add((version, null));
            }
            var earlier = state;
            state = fact.Apply(state);
            ClosingRow.Add(change, earlier, state, now);
            AppendFact(change, rows.Matter, fact, by, now, keys);
            notices.Add(change, fact, state, issues, keys, now);
            notices.AddForMerged(change, fact, state, rows.Merged, now);
            if (WebhookEvents.For(fact, rows.Matter.HeadSeq, state, jurisdiction, now) is { } message)
            {
                change.Inserts.Add(message);
            }
            if (
                fact is ClockStepped
                {
                    Step.Kind: Domain.Clocks.ClockStepKind.Escalate,
                    Purpose: not (ClockFor.Part or ClockFor.PartAnswer or ClockFor.Right),
                } stepped
            )
            {
                rows.Matter.EscalatedTo = stepped.Told;
            }
        }
        rows.Matter.ChangedAt = now;
        MatterMapping.Put(state, rows.Matter, keys);
        Differences(change, rows, state, keys);
        foreach (var fact in facts.OfType<PersonErased>())
        {
            Erasing.Add(change, rows, fact.Person);
        }
        var author = by is Actor.Person person ? person.Id : state.File.Raiser.Id;
        AddPhotos(change, photos, rows.Matter.Id, author, now);
        change.Updates.Insert(0, (rows.Matter, seen));
        return state;
    }

    private static void Differences(WriteSet change, MatterRows rows, Matter state, PersonKeys keys)
    {
        var id = rows.Matter.Id;
        foreach (var clock in state.File.Clocks)
        {
            var row = MatterMapping.ToRow(clock, state.File, keys);
            var old = rows.Clocks.Find(c => c.Id == clock.Id);
            if (old is null)
            {
                change.Inserts.Add(row);
            }
            else if (old.Body != row.Body || old.Unit != row.Unit || old.Cooperation != row.Cooperation)
            {
                change.Updates.Add((row, null));
            }
        }
        foreach (var promise in state.File.Promises)
        {
            var old = rows.Promises.Find(p => p.Id == promise.Id);
            if (old is null)
            {
                change.Inserts.Add(MatterMapping.ToRow(promise, id, keys));
            }
            else if ((old.State, old.DueOn, old.Changes) != (promise.State, promise.DueOn, promise.Changes))
            {
                (old.State, old.DueOn, old.Changes) = (promise.State, promise.DueOn, promise.Changes);
                change.Updates.Add((old, null));
            }
        }
        foreach (var part in state.File.Parts)
        {
            var old = rows.Parts.Find(p => p.Id == part.Id);
            var row = MatterMapping.ToRow(part, state.File, keys);
            if (old is null)
            {
                change.Inserts.Add(row);
            }
            else if (
                (old.Owner, old.DueAt) != (row.Owner, row.DueAt)
                || FactCodec.Plain(FactCodec.Read<Part>(old.Body, keys)) != FactCodec.Plain(part)
            )
            {
                change.Updates.Add((row, null));
            }
        }
        foreach (var request in state.File.Rights)
        {
            var old = rows.Rights.Find(r => r.Id == request.Id);
            var row = MatterMapping.ToRow(request, state.File, keys);
            if (old is null)
            {
                change.Inserts.Add(row);
            }
            else if ((old.Unit, old.State, old.DueAt, old.EscalatedTo) != (row.Unit, row.State, row.DueAt, row.EscalatedTo))
            {
                change.Updates.Add((row, null));
            }
        }
        foreach (var opening in state.File.Openings)
        {
            var old = rows.Openings.Find(o => o.Id == opening.Id);
            var row = MatterMapping.ToRow(opening, id, keys);
            if (old is null)
            {
                change.Inserts.Add(row);
            }
            else if (old.State != row.State)
            {
                change.Updates.Add((row, null));
            }
        }
        RareRows.Add(change, rows, state, keys);
        foreach (var question in state.File.Questions)
        {
            var old = rows.Questions.Find(q => q.Id == question.Id);
            if (old is null)
            {
                change.Inserts.Add(MatterMapping.ToRow(question, id, keys));
            }
            else if (old.State != question.State)
            {
                old.State = question.State;
                change.Updates.Add((old, null));
            }
        }
        foreach (var old in rows.Participants)
        {
            var role = state.File.Participants.First(p => p.Id == old.Id).Role;
            if (old.Role != role)
            {
                old.Role = role;
                change.Updates.Add((old, null));
            }
        }
    }

    private void AddParticipant(
        WriteSet change,
        Participant participant,
        Contact contact,
        MatterId matter,
        PersonKeys keys,
        Dictionary<ParticipantId, int> issues,
        DateTimeOffset now
    )
    {
        var (key, wrapped) = ring.NewPersonKey(participant.Id.Value);
        keys.Add(participant.Id, key);
        issues[participant.Id] = 1;
        AddPerson(change.Inserts, participant, contact, wrapped, matter, key, now);
    }

    /// <summary>The rows of a person: who is sealed leaves name and contact in a store of their own, and none here.</summary>
    internal void AddPerson(
        List<object> inserts,
        Participant participant,
        Contact contact,
        byte[] wrapped,
        MatterId matter,
        PersonKey key,
        DateTimeOffset now
    )
    {
        inserts.Add(ToRow(participant, participant.Sealed ? Contact.None : contact, wrapped, matter, key, now));
        if (participant.Sealed && contact != Contact.None)
        {
            inserts.Add(Identities.ToRow(identities, participant.Id, matter, contact));
        }
    }

    private static ParticipantRow ToRow(
        Participant participant,
        Contact contact,
        byte[] wrapped,
        MatterId matter,
        PersonKey key,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = participant.Id,
            MatterId = matter,
            Role = participant.Role,
            Tongue = participant.Tongue,
            Reachable = participant.Reachable,
            Sealed = participant.Sealed,
            Key = wrapped,
            Name = contact.Name?.Text is { } name ? key.Seal(name) : null,
            Phone = contact.Phone?.Text is { } phone ? key.Seal(phone) : null,
            Email = contact.Email?.Text is { } email ? key.Seal(email) : null,
            LinkIssue = 1,
            JoinedAt = now,
        };

    internal static void AppendFact(WriteSet change, MatterRow row, Fact fact, Actor by, DateTimeOffset now, PersonKeys keys)
    {
        var body = FactCodec.Write<Fact>(fact, keys);
        var seq = row.HeadSeq + 1;
        var hash = Chain.Next(
            row.HeadSeq == 0 ? Chain.Start : row.HeadHash,
            row.Id,
            seq,
            now,
            by.Code,
            by.UnitCode,
            FactCodec.NameOf(fact),
            body
        );
        change.Inserts.Add(
            new HistoryRow
            {
                MatterId = row.Id,
                Seq = seq,
                At = now,
                Actor = by.Code,
                Unit = by.UnitCode,
                Type = FactCodec.NameOf(fact),
                Body = body,
                Hash = hash,
            }
        );
        (row.HeadSeq, row.HeadHash, row.ChangedAt) = (seq, hash, now);
        change.Appends = (row.Id, seq, hash);
    }

    private static void AddPhotos(
        WriteSet change,
        IReadOnlyList<NewPhoto> photos,
        MatterId matter,
        ParticipantId of,
        DateTimeOffset now
    )
    {
        foreach (var photo in photos)
        {
            change.Inserts.Add(
                new PhotoRow
                {
                    Id = photo.Id,
                    MatterId = matter,
                    Of = of,
                    At = now,
                    ContentType = photo.ContentType,
                    Width = photo.Width,
                    Height = photo.Height,
                    OriginalHash = photo.OriginalHash,
                    Bytes = photo.Bytes,
                }
            );
        }
    }
}

/// <summary>A new matter that has not been written yet.</summary>
internal sealed record PreparedMatter(WriteSet Change, string Link, DateOnly? PromisedOn, PersonKeys Keys) : IDisposable
{
    public void Dispose() => Keys.Dispose();
}

/// <summary>A photo without metadata, ready to be stored.</summary>
/// <param name="Id">Its key.</param>
/// <param name="ContentType">image/jpeg, image/png or image/webp.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="OriginalHash">SHA-256 of the file as it came, hexadecimal.</param>
/// <param name="Bytes">The photo.</param>
public sealed record NewPhoto(Guid Id, string ContentType, int Width, int Height, string OriginalHash, byte[] Bytes);
