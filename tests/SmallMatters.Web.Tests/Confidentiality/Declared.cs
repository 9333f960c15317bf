using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Tests.Kit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>
/// Which declared personal fields hold something in a database, found by reading everything back with all keys: facts and states
/// of matters, disputes and minor cases by the declarations beside their fields, and every declared column.
/// </summary>
internal sealed class Declared
{
    private const BindingFlags Open = BindingFlags.Public | BindingFlags.Instance;

    private readonly Dictionary<string, HashSet<string>> _found = [];

    /// <summary>The fields that hold something, as the register names them.</summary>
    public IReadOnlySet<string> Fields => _found.Keys.ToHashSet();

    /// <summary>Each text that was found in a declared field of the domain and begins with a sign, with the fields that hold it.</summary>
    public ILookup<string, string> TextsWith(string sign) =>
        _found
            .SelectMany(f => f.Value.Where(text => text.StartsWith(sign, StringComparison.Ordinal)).Select(text => (text, f.Key)))
            .ToLookup(x => x.text, x => x.Key);

    public static async Task<Declared> ReadAsync(TestHost host)
    {
        var found = new Declared();
        var ring = host.Services.GetRequiredService<KeyRing>();
        await using var db = host.OpenDb();
        foreach (var id in await db.Set<MatterRow>().Select(m => m.Id).ToListAsync())
        {
            var rows = (await MatterBook.LoadAsync(db, id, default))!;
            using var keys = MatterMapping.KeysOf(rows.Participants, ring);
            found.Walk(MatterMapping.ToState(rows, keys));
            foreach (var fact in await db.Set<HistoryRow>().Where(h => h.MatterId == id).ToListAsync())
            {
                found.Walk(FactCodec.ReadFact(fact.Type, fact.Body, keys));
            }
        }
        foreach (var id in await db.Set<DisputeRow>().Select(d => d.Id).ToListAsync())
        {
            var rows = (await DisputeReader.LoadAsync(db, id, default))!;
            using var keys = DisputeFacts.KeysOf(rows.Head, rows.People, office: true, ring);
            found.Walk(DisputeFacts.ToState(rows, keys));
            foreach (var row in rows.Facts)
            {
                found.Walk(DisputeFacts.Read(row, keys));
            }
        }
        await using var cases = host.Services.GetRequiredService<CaseStore>().Open();
        foreach (var id in await cases.Set<CaseRow>().Select(c => c.Id).ToListAsync())
        {
            var rows = (await CaseRows.LoadAsync(cases, id, default))!;
            using var keys = CaseFacts.KeysOf(rows, _ => true, office: true, ring);
            found.Walk(CaseFacts.ToState(rows, keys));
            foreach (var row in rows.Facts)
            {
                found.Walk(CaseFacts.Read(row, keys));
            }
        }
        foreach (var field in host.Services.GetRequiredService<FieldRegister>().Personal.Where(f => f.Column))
        {
            DbContext at = cases
                .Model.GetEntityTypes()
                .Any(e => field.Where.StartsWith($"{e.GetTableName()}.", StringComparison.Ordinal))
                ? cases
                : db;
            var (table, column) = (field.Where.Split('.')[0], field.Where.Split('.')[1]);
            var schema = at.Model.GetDefaultSchema() is { } its ? $"\"{its}\"." : "";
            var sql = $"SELECT count(*) AS \"Value\" FROM {schema}\"{table}\" WHERE \"{column}\" IS NOT NULL";
            if (await at.Database.SqlQueryRaw<long>(sql).SingleAsync() > 0)
            {
                found._found.TryAdd(field.Where, []);
            }
        }
        return found;
    }

    private void Walk(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Into(root);

        void Into(object? value)
        {
            if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
            {
                return;
            }
            if (value is IEnumerable many)
            {
                foreach (var one in Each(many))
                {
                    Into(one);
                }
                return;
            }
            if (
                value.GetType().Namespace?.StartsWith("SmallMatters", StringComparison.Ordinal) != true
                || (!value.GetType().IsValueType && !seen.Add(value))
            )
            {
                return;
            }
            foreach (var property in value.GetType().GetProperties(Open).Where(p => p.GetIndexParameters().Length == 0))
            {
                if (property.PropertyType == value.GetType())
                {
                    continue;
                }
                var inside = property.GetValue(value);
                if (property.GetCustomAttribute<PersonalFieldAttribute>() is not null && inside is not null)
                {
                    var texts = TextsIn(inside).ToList();
                    if (texts.Count > 0)
                    {
                        var where = $"{property.DeclaringType!.Name}.{property.Name}";
                        if (!_found.TryGetValue(where, out var kept))
                        {
                            _found[where] = kept = [];
                        }
                        kept.UnionWith(texts);
                    }
                }
                Into(inside);
            }
        }
    }

    // The texts of a field: words, and what a place, answers to questions or a list of photos are made of.
    private static IEnumerable<string> TextsIn(object? value) =>
        value switch
        {
            null => [],
            string text => [text],
            Guid key => [$"{key}"],
            DictionaryEntry pair => TextsIn(pair.Key).Concat(TextsIn(pair.Value)),
            PersonalText text => text.Text is null ? [] : [text.Text],
            IEnumerable many => Each(many).SelectMany(TextsIn),
            { } other when other.GetType().IsEnum => [$"{other}"],
            { } other when other.GetType().IsPrimitive => [],
            { } other when other.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal) && other is not ITuple =>
                other.GetType().Name.StartsWith("KeyValuePair", StringComparison.Ordinal) ? OfProperties(other) : [],
            { } other => OfProperties(other),
        };

    private static IEnumerable<string> OfProperties(object value) =>
        value
            .GetType()
            .GetProperties(Open)
            .Where(p =>
                p.GetIndexParameters().Length == 0 && p.PropertyType != value.GetType() && p.PropertyType != typeof(ParticipantId)
            )
            .SelectMany(p => TextsIn(p.GetValue(value)));

    // An array that was never set cannot be walked through.
    private static IEnumerable<object?> Each(IEnumerable many) =>
        many.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && (bool)type.GetProperty("IsDefault")!.GetValue(many)!
            ? []
            : many.Cast<object?>();
}
