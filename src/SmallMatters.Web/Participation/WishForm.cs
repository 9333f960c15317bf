using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>A proposal as it is typed, and where the link that confirms a wish is sent.</summary>
public sealed class WishForm
{
    public string? Area { get; set; }

    public string? Title { get; set; }

    public string? Words { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>What of it is proposed.</summary>
    public ProposePriority Proposal => new(Area, Title, Words);

    // A number from abroad is taken as it is; nothing about it says whether it is a mobile.
    private static bool MayGetLink(string digits) =>
        digits is ['+', not '8', ..]
        || (digits.StartsWith("+86", StringComparison.Ordinal) ? digits[3..] : digits) is ['1', _, ..] and { Length: 11 };

    /// <summary>The number in digits, or the address; null with what is wrong told.</summary>
    public (string? Phone, string? Email)? Contact(ModelStateDictionary state, Speech speech)
    {
        var given = new ContactForm { Phone = Phone, Email = Email }.Read(state, "Form", speech);
        if (given is { Phone: null, Email: null })
        {
            state.AddModelError("Form.Phone", speech["请填写手机号或者电子邮箱", "Give a mobile number or an e-mail address"]);
            return null;
        }
        if (given?.Phone is { } phone && !MayGetLink(phone))
        {
            state.AddModelError(
                "Form.Phone",
                speech[
                    "请写手机号，例如 13800001234：座机收不到确认链接",
                    "Give a mobile number, such as 13800001234: a landline does not get the link that confirms"
                ]
            );
            return null;
        }
        return given is null ? null : (given.Phone, given.Email);
    }
}
