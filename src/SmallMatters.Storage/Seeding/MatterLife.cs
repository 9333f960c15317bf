using System.Collections.Immutable;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Timing;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Seeding;

/// <summary>What all lives share.</summary>
internal sealed record Scene(
    MatterChanges Changes,
    KeyRing Ring,
    Jurisdiction Jurisdiction,
    WordsFile Words,
    ILookup<string, Actor.Staff> Staff,
    DateTimeOffset End,
    double Stuck,
    Planted? Planted
);

/// <summary>
/// Plays one made-up matter from raised to settled, or to the end of the simulated time, through the same decisions that
/// people make on the pages: what the rules refuse does not happen. Clocks step as the sweep would step them.
/// </summary>
internal sealed partial class MatterLife : IDisposable
{
    private readonly Scene _scene;
    private readonly Drawn _drawn;
    private readonly Happening _happening;
    private readonly Wording _say;
    private readonly MatterRecord _record;
    private readonly ParticipantId _raiser;

    private MatterLife(Scene scene, Drawn drawn, Happening happening, Wording say, MatterRecord record, ParticipantId raiser) =>
        (_scene, _drawn, _happening, _say, _record, _raiser) = (scene, drawn, happening, say, record, raiser);

    private Matter State => _record.State;

    private Jurisdiction Jurisdiction => _scene.Jurisdiction;

    /// <summary>Everything that came of a happening: one matter, or two when somebody raised the same thing again.</summary>
    /// <param name="scene">What all lives share.</param>
    /// <param name="happening">What happened.</param>
    /// <param name="number">The happening's number, from 0.</param>
    /// <param name="drawn">Its chances.</param>
    public static IEnumerable<WriteSet> Of(Scene scene, Happening happening, int number, Drawn drawn)
    {
        using var life = Raise(scene, happening, 2L * number, drawn);
        MatterLife? twin = null;
        if (happening.Category.PublicSpace && drawn.Happens(0.03))
        {
            twin = Raise(scene, happening with { At = happening.At.AddMinutes(20 + drawn.Below(240)) }, (2L * number) + 1, drawn);
        }
        using (twin)
        {
            life.Play(twin);
            yield return life._record.Finish();
            if (twin is not null)
            {
                if (twin.State is Matter.Open)
                {
                    twin.Play(null);
                }
                yield return twin._record.Finish();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _record.Dispose();

    /// <summary>
    /// Among a million references drawn by chance some fifty would be taken twice. Multiplying by a number that has no factor
    /// in common with the range gives each matter one of its own, spread as widely.
    /// </summary>
    private static Reference ReferenceOf(long number)
    {
        const long range = Reference.LastPayload - Reference.FirstPayload + 1;
        const long stride = 6_364_136_227;
        return Reference.From(Reference.FirstPayload + (long)((UInt128)number * stride % range));
    }

    private static MatterLife Raise(Scene scene, Happening happening, long number, Drawn drawn)
    {
        var say = new Wording(scene.Words, drawn, happening);
        var at = happening.At < scene.End ? happening.At : scene.End.AddMinutes(-1);
        at = DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
        var raiser = new ParticipantId(Guid.CreateVersion7(at));
        var (text, tongue) = say.Raised();
        var (channel, origin) = drawn.ByWeight([55, 17, 9, 9, 4, 6]) switch
        {
            0 => (Channel.Web, drawn.Happens(0.06) ? Origin.Volunteer : Origin.Resident),
            1 => (Channel.Phone, Origin.OnBehalf),
            2 => (Channel.Window, Origin.OnBehalf),
            3 => (Channel.Chat, Origin.OnBehalf),
            4 => (Channel.Open311, Origin.Resident),
            _ => (Channel.TransferFile, Origin.Transferred),
        };
        var conduct = happening.Category.Kind == Kind.Conduct;
        if (conduct)
        {
            (channel, origin) = (Channel.Web, Origin.Resident);
        }
        var raise = new Raise(
            MatterId.At(at, (int)(drawn.Next() & 0x3F_FFFF)),
            ReferenceOf(number),
            raiser,
            happening.Category.Kind,
            origin,
            channel,
            happening.Category.Code,
            happening.Estate.Area,
            text
        )
        {
            Contact = say.Contact(raiser),
            Tongue = tongue,
            Where = conduct ? null : new Where(happening.Place, null, happening.Position, null),
            UnitConcerned = conduct
                ? drawn.Of([.. scene.Jurisdiction.Units.Values.Where(u => u.Parent is not null).Select(u => u.Code)])
                : null,
            Attributes = say.Answers(),
            ReadBack = origin == Origin.OnBehalf ? $"您反映的是：{text}对吗？" : null,
            ExternalNumber = origin == Origin.Transferred ? $"T{at:yyyyMMdd}{drawn.Below(100_000):D5}" : null,
        };
        var (raised, why) = RaiseRule.Decide(raise, scene.Jurisdiction, at);
        if (raised is null)
        {
            throw new InvalidOperationException($"a made-up matter was refused: {why!.Code}");
        }
        var desk = scene.Jurisdiction.Areas[happening.Estate.Area].IntakeUnit;
        Actor by = (origin, channel) switch
        {
            (Origin.OnBehalf, _) => scene.Staff[desk].First(),
            (Origin.Transferred, _) => new Actor.System("transfer"),
            (_, Channel.Open311) => new Actor.Client("demo"),
            _ => new Actor.Person(raiser),
        };
        return new MatterLife(
            scene,
            drawn,
            happening,
            say,
            MatterRecord.Begin(scene.Changes, scene.Ring, raise, raised, by, null, at),
            raiser
        );
    }

    /// <summary>Does something at an instant, unless the simulated time is over by then.</summary>
    /// <returns>Whether it was done.</returns>
    private bool Do(DateTimeOffset at, Actor by, Func<Matter, DateTimeOffset, Decision> decide)
    {
        at = Whole(at < _record.LastAt ? _record.LastAt.AddSeconds(1) : at);
        if (at >= _scene.End)
        {
            return false;
        }
        PassUntil(at);
        at = at < _record.LastAt ? _record.LastAt : at;
        switch (decide(State, at))
        {
            case Decision.Accepted accepted:
                _record.Append(accepted.Facts, by, at);
                return true;
            case Decision.Refused refused:
                throw new InvalidOperationException(
                    $"the story asked for what the rules refuse: {refused.Why.Code} in stage {State.Stage}"
                );
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Takes every step of a clock that falls due until then, as the sweep does.</summary>
    private void PassUntil(DateTimeOffset until)
    {
        while (State.File.Clocks.Where(c => c.Clock.NextLookAt <= until).MinBy(c => c.Clock.NextLookAt) is { } next)
        {
            var at = Whole(next.Clock.NextLookAt!.Value.AddTicks(TimeSpan.TicksPerMillisecond - 1));
            at = at < _record.LastAt ? _record.LastAt : at;
            if (TickClockRule.Decide(State, next.Id, Jurisdiction, at) is not Decision.Accepted accepted)
            {
                throw new InvalidOperationException($"a clock that was due took no step: {next.Purpose}");
            }
            _record.Append(accepted.Facts, ClockSweep.By, at);
        }
    }

    /// <summary>When staff get to it: after that delay, within working hours.</summary>
    private DateTimeOffset AtWork(DateTimeOffset from, double hours)
    {
        var calendar = Jurisdiction.Calendar;
        var at = from.AddHours(hours);
        var day = calendar.DayOf(at);
        var opens = calendar.StartOfDay(day).AddHours(8.5);
        if (calendar.IsWorkday(day) && at <= opens.AddHours(9.5))
        {
            return at < opens ? opens.AddMinutes(_drawn.Below(90)) : at;
        }
        return calendar.StartOfDay(calendar.FirstWorkdayOnOrAfter(day.AddDays(1))).AddHours(8.5).AddMinutes(_drawn.Below(150));
    }

    private Actor.Staff Someone(string unit, StaffRole? role = null)
    {
        var all = _scene.Staff[unit].Where(s => role is null || s.Is(role.Value)).ToImmutableArray();
        return all.IsEmpty ? throw new InvalidOperationException($"nobody of {unit} is a {role}") : _drawn.Of(all);
    }

    private Actor.Staff Handler() =>
        _scene.Staff[State.File.Owner].FirstOrDefault(s => s.Id == State.File.Handler) ?? Someone(State.File.Owner);

    private DateOnly Today(DateTimeOffset at) => Jurisdiction.Calendar.DayOf(at);

    private MatterClock? HandleClock => State.File.Running(ClockFor.Handle);

    private static DateTimeOffset Whole(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
