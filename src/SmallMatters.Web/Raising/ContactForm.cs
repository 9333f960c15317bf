using System.Net.Mail;
using System.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>How to tell a person, all of it optional.</summary>
public sealed class ContactForm
{
    private const int LongestName = 60;
    private const int LongestEmail = 254;

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>The language to write in.</summary>
    public Tongue? Tongue { get; set; }

    /// <summary>What was typed, put in order, or errors under <paramref name="prefix"/> and null.</summary>
    public ContactForm? Read(ModelStateDictionary state, string prefix, Speech speech)
    {
        var name = Kept(Name);
        if (name?.Length > LongestName)
        {
            state.AddModelError(
                $"{prefix}.{nameof(Name)}",
                speech[$"称呼请不要超过 {LongestName} 个字", $"Use no more than {LongestName} characters for the name"]
            );
        }
        var phone = Kept(Phone);
        var digits = phone is null ? null : Digits(phone);
        if (phone is not null && digits is null)
        {
            state.AddModelError(
                $"{prefix}.{nameof(Phone)}",
                speech[
                    "请核对电话号码，例如 13800001234 或 021-5555 1234",
                    "Check the telephone number, such as 13800001234 or 021-5555 1234"
                ]
            );
        }
        var email = Kept(Email);
        if (
            email is not null
            && !(
                email.Length <= LongestEmail
                && MailAddress.TryCreate(email, out var address)
                && address.Address == email
                && IsOnTheNet(address.Host)
            )
        )
        {
            state.AddModelError(
                $"{prefix}.{nameof(Email)}",
                speech["请核对电子邮箱，例如 name@example.cn", "Check the e-mail address, such as name@example.cn"]
            );
        }
        return state.IsValid
            ? new ContactForm
            {
                Name = name,
                Phone = digits,
                Email = email,
                Tongue = Tongue ?? speech.Tongue,
            }
            : null;
    }

    /// <summary>The contact under a participant's key.</summary>
    public static Contact Of(ParticipantId person, string? name, string? phone, string? email) =>
        new(Words(person, name), Words(person, phone), Words(person, email));

    private static PersonalText? Words(ParticipantId person, string? text) =>
        text is null ? null : new PersonalText(person, text);

    private static string? Kept(string? typed) => Refusals.Clean(typed) is { Length: > 0 } kept ? kept : null;

    // Full-width digits, blanks, dashes and brackets are how people write numbers; anything else is a slip.
    private static string? Digits(string typed)
    {
        var digits = new StringBuilder(typed.Length);
        foreach (var written in typed)
        {
            var sign = written is >= '！' and <= '～' ? (char)(written - 0xFEE0) : written;
            if (char.IsAsciiDigit(sign) || (sign == '+' && digits.Length == 0))
            {
                digits.Append(sign);
            }
            else if (!(char.IsWhiteSpace(sign) || sign is '-' or '–' or '—' or '(' or ')' or '.'))
            {
                return null;
            }
        }
        return digits.Length is >= 5 and <= 16 ? digits.ToString() : null;
    }

    // A name without a dot is a machine next door, which nobody's message reaches.
    private static bool IsOnTheNet(string host) => host.Split('.') is { Length: > 1 } names && names.All(n => n.Length > 0);
}
