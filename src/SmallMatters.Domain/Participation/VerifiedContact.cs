namespace SmallMatters.Domain.Participation;

/// <summary>
/// A telephone number or a mail address as one voice: the same however it is written. Whether it is anybody's is shown by the link that
/// was sent there. Whoever has several has several voices; what holds that down is said in decision 0032.
/// </summary>
/// <param name="Plain">The form that is marked: <c>tel:13800001234</c> or <c>mail:name@example.cn</c>.</param>
/// <param name="IsPhone">Whether it is a telephone.</param>
public sealed record VerifiedContact(string Plain, bool IsPhone)
{
    /// <summary>Proposals in a calendar month of one contact.</summary>
    public const int ProposalsInAMonth = 2;

    /// <summary>Supports in a week (Monday to Sunday) of one contact.</summary>
    public const int SupportsInAWeek = 10;

    /// <summary>Messages in a day that ask one contact to confirm, so that nobody is pestered with them.</summary>
    public const int AsksInADay = 5;

    /// <summary>A telephone number of digits, with or without the country's 86 before a mobile number.</summary>
    public static VerifiedContact OfPhone(string digits)
    {
        var plain = digits.TrimStart('+');
        plain = plain.StartsWith("0086", StringComparison.Ordinal) ? plain[2..] : plain;
        return new VerifiedContact(
            $"tel:{(plain.Length == 13 && plain.StartsWith("861", StringComparison.Ordinal) ? plain[2..] : plain)}",
            true
        );
    }

    /// <summary>A mail address: small letters, and one mailbox whatever stands after a plus sign.</summary>
    public static VerifiedContact OfEmail(string address)
    {
        var small = address.Trim().ToLowerInvariant();
        var at = small.LastIndexOf('@');
        var box = at < 0 ? small : small[..at];
        var plus = box.IndexOf('+', StringComparison.Ordinal);
        return new VerifiedContact($"mail:{(plus > 0 ? box[..plus] : box)}{(at < 0 ? "" : small[at..])}", false);
    }
}
