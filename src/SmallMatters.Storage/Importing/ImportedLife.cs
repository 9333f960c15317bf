using System.Collections.Immutable;
using System.Security.Cryptography;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Importing;

/// <summary>Makes the facts and rows of a matter that happened in another system.</summary>
internal sealed class ImportedLife(MatterChanges changes, KeyRing ring, Jurisdiction jurisdiction, DateTimeOffset now)
{
    public static Actor By { get; } = new Actor.System("import");

    private readonly ClockRule _given = jurisdiction.ClockRules.Version(Clock.GivenRule, 1);

    public WriteSet Record(ImportedMatter from, byte[] submission)
    {
        var raiser = new ParticipantId(Guid.CreateVersion7(from.RaisedAt));
        var raise = new Raise(
            IdFor(from.RaisedAt),
            MatterBook.NewReference(),
            raiser,
            from.Kind,
            Origin.Transferred,
            Channel.Import,
            from.Category,
            from.Area,
            from.Text
        )
        {
            Title = from.Title,
            Tongue = from.Tongue,
            Where = from.Where,
            ExternalNumber = from.Key,
        };
        using var record = MatterRecord.Begin(changes, ring, raise, Raised(from, raise), By, submission, from.RaisedAt);
        if (from.Closed is { } closed)
        {
            Close(record, closed);
        }
        return record.Finish();
    }

    private Raised Raised(ImportedMatter from, Raise raise)
    {
        var file = new MatterFile(
            raise.Id,
            raise.Reference,
            raise.Kind,
            raise.Origin,
            raise.Channel,
            raise.Category,
            raise.Area,
            from.RaisedAt,
            from.Unit,
            "import"
        )
        {
            Participants = [new Participant(raise.Raiser, ParticipantRole.Raiser, from.Tongue, Reachable: false)],
            Clocks = from.Due is var (at, on)
                ?
                [
                    new MatterClock(
                        Guid.CreateVersion7(from.RaisedAt),
                        ClockFor.Handle,
                        from.Unit,
                        Clock.Given(_given, from.RaisedAt, at, on)
                    ),
                ]
                : [],
        };
        return new Raised(
            file,
            from.Title is null ? null : file.Words(from.Title),
            file.Words(from.Text),
            from.Where is null ? null : new Personal<Where>(raise.Raiser, from.Where),
            Contact.None,
            null,
            [],
            null,
            from.Key
        );
    }

    private void Close(MatterRecord record, ImportedOutcome closed)
    {
        var file = record.State.File;
        var window = new MatterClock(
            Guid.CreateVersion7(closed.At),
            ClockFor.VerdictWindow,
            file.Owner,
            Clock.Start(
                jurisdiction.ClockRules.RuleFor(CloseRule.Window, jurisdiction.Calendar.DayOf(closed.At)),
                closed.At,
                jurisdiction.Calendar
            )
        );
        var facts = ImmutableArray.CreateBuilder<Fact>(2);
        if (closed.Reply is { } reply)
        {
            facts.Add(new Replied(file.Words(reply), closed.At));
        }
        var words = file.Words(closed.Words);
        facts.Add(
            new OutcomeProposed(
                closed.As switch
                {
                    OutcomeCode.Solved => new Outcome.Solved(words),
                    OutcomeCode.CannotBeSolved => new Outcome.CannotBeSolved(words),
                    _ => throw new InvalidOperationException($"a file cannot give the outcome {closed.As}"),
                },
                null,
                window,
                closed.At
            )
        );
        record.Append(facts.ToImmutable(), By, closed.At);
        // Nobody could judge it here in time: recorded as no verdict, never as satisfied.
        if (window.Clock.Deadline.DueAt < now)
        {
            record.Append([new VerdictWindowEnded(window.Clock.Deadline.DueAt)], By, window.Clock.Deadline.DueAt);
        }
    }

    /// <summary>
    /// Keys follow the order in which matters were raised, so that lists by key are lists by age. They have no room before
    /// 2020: what is older stands, in its order, within the first hour of that year.
    /// </summary>
    private static MatterId IdFor(DateTimeOffset raisedAt)
    {
        var first = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var at =
            raisedAt >= first.AddHours(1)
                ? raisedAt
                : first
                    + (
                        TimeSpan.FromHours(1)
                        * Math.Clamp((raisedAt - DateTimeOffset.UnixEpoch) / (first.AddHours(1) - DateTimeOffset.UnixEpoch), 0, 1)
                    );
        return MatterId.At(at, RandomNumberGenerator.GetInt32(int.MaxValue));
    }
}
