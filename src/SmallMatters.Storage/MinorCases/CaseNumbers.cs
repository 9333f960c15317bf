using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;

namespace SmallMatters.Storage.MinorCases;

/// <summary>What a registration asks of the store: whether it may be there already, and a number that is free.</summary>
internal static class CaseNumbers
{
    public static async Task<KnownAlready> KnownAsync(
        CaseDb db,
        byte[]? mark,
        PatternFact pattern,
        string unit,
        CancellationToken cancel
    )
    {
        if (mark is not null && await db.Set<CaseRow>().AnyAsync(c => c.ExternalMark == mark, cancel))
        {
            return KnownAlready.ByNumber;
        }
        return
            pattern.Building is { } building
            && await db.Set<CaseRow>()
                .AnyAsync(
                    c =>
                        c.Unit == unit
                        && c.Kind == pattern.Kind
                        && c.Building == building
                        && c.From < pattern.To
                        && c.To > pattern.From,
                    cancel
                )
            ? KnownAlready.Perhaps
            : KnownAlready.No;
    }

    public static async Task<Reference> NewReferenceAsync(CaseDb db, CancellationToken cancel)
    {
        while (true)
        {
            var bytes = RandomNumberGenerator.GetBytes(8);
            var span = (ulong)(Reference.LastPayload - Reference.FirstPayload + 1);
            var reference = Reference.From(Reference.FirstPayload + (long)(BitConverter.ToUInt64(bytes) % span));
            var value = reference.Value;
            if (!await db.Set<CaseRow>().AnyAsync(c => c.Number == value, cancel))
            {
                return reference;
            }
        }
    }
}
