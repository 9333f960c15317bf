using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class ReferenceTests
{
    [Fact]
    public void A_reference_has_twelve_digits_and_is_shown_in_groups_of_four()
    {
        // 4821093755 × 100 = 482109375500, which leaves 41 divided by 97; 98 − 41 = 57.
        var reference = Reference.From(4_821_093_755);

        Assert.Equal(482_109_375_557, reference.Value);
        Assert.Equal("4821 0937 5557", reference.ToString());
    }

    [Fact]
    public void Check_digits_are_those_of_the_standard()
    {
        // The standard's own example: 794 gets check digits 44. Padded on the left with 1 and zeros the weight of 1 is known:
        // 10^11 leaves 5 divided by 97, so that 1000000794 must get 44 − 5 = 39.
        Assert.Equal(39, Reference.From(1_000_000_794).Value % 100);
    }

    [Theory]
    [InlineData("482109375557")]
    [InlineData("4821 0937 5557")]
    [InlineData("4821-0937-5557")]
    [InlineData("4821–0937—5557")]
    [InlineData(" 4821　0937\u00A05557\t")]
    [InlineData("４８２１ ０９３７ ５５５７")]
    [InlineData("四八二一〇九三七五五五七")]
    [InlineData("四八二幺零九三七五五五七")]
    [InlineData("4821 o937 5557")]
    [InlineData("4821 O937 5557")]
    [InlineData("48二1 Ｏ9３七－5557")]
    public void What_a_person_types_or_dictates_is_understood(string text)
    {
        Assert.True(Reference.TryParse(text, out var reference));
        Assert.Equal(482_109_375_557, reference.Value);
        Assert.Equal(reference, Reference.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("    ")]
    [InlineData("48210937555")]
    [InlineData("4821093755570")]
    [InlineData("0482109375557")]
    [InlineData("482109375556")]
    [InlineData("4821 0937 555l")]
    [InlineData("编号4821 0937 5557")]
    [InlineData("4821.0937.5557")]
    [InlineData("+482109375557")]
    [InlineData("四八两一〇九三七五五五七")]
    [InlineData("四千八百二十一")]
    [InlineData("٤٨٢١٠٩٣٧٥٥٨٣")]
    [InlineData("000000000001")]
    [InlineData("000000000098")]
    public void Anything_else_is_refused(string? text) => Assert.False(Reference.TryParse(text, out _));

    [Fact]
    public void Text_without_end_is_refused_without_being_read() =>
        Assert.False(Reference.TryParse("482109375557" + new string(' ', 100_000), out _));

    [Fact]
    public void A_payload_has_one_reference_and_no_twin_with_other_check_digits()
    {
        foreach (var payload in Payloads(2_000))
        {
            var accepted = Enumerable.Range(0, 100).Count(check => Reference.TryParse($"{payload}{check:00}", out _));
            Assert.Equal(1, accepted);
        }
    }

    [Fact]
    public void Every_single_wrong_digit_is_caught()
    {
        foreach (var payload in Payloads(3_000))
        {
            var digits = Reference.From(payload).Value.ToString().ToCharArray();
            for (var at = 0; at < digits.Length; at++)
            {
                var right = digits[at];
                for (var wrong = '0'; wrong <= '9'; wrong++)
                {
                    digits[at] = wrong;
                    Assert.Equal(wrong == right, Reference.TryParse(new string(digits), out _));
                }

                digits[at] = right;
            }
        }
    }

    [Fact]
    public void Every_swap_of_neighbours_is_caught()
    {
        foreach (var payload in Payloads(20_000))
        {
            var digits = Reference.From(payload).Value.ToString().ToCharArray();
            for (var at = 1; at < digits.Length; at++)
            {
                if (digits[at] == digits[at - 1])
                {
                    continue;
                }

                (digits[at - 1], digits[at]) = (digits[at], digits[at - 1]);
                Assert.False(Reference.TryParse(new string(digits), out _));
                (digits[at - 1], digits[at]) = (digits[at], digits[at - 1]);
            }
        }
    }

    [Fact]
    public void Shown_stored_and_read_again_it_is_the_same()
    {
        foreach (var payload in Payloads(5_000))
        {
            var reference = Reference.From(payload);
            Assert.Equal(payload, reference.Value / 100);
            Assert.Equal(reference, Reference.Parse(reference.ToString()));
            Assert.Equal(reference, Reference.FromValue(reference.Value));
        }
    }

    [Theory]
    [InlineData(999_999_999)]
    [InlineData(10_000_000_000)]
    [InlineData(-4_821_093_755)]
    public void A_payload_of_another_length_is_a_programming_error(long payload) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Reference.From(payload));

    [Theory]
    [InlineData(0)]
    [InlineData(482_109_375_556)]
    [InlineData(-482_109_375_557)]
    [InlineData(long.MaxValue)]
    public void A_damaged_stored_number_does_not_become_a_reference(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Reference.FromValue(value));

    private static IEnumerable<long> Payloads(int count)
    {
        yield return Reference.FirstPayload;
        yield return Reference.LastPayload;
        var draw = new Random(20261121);
        for (var i = 2; i < count; i++)
        {
            yield return draw.NextInt64(Reference.FirstPayload, Reference.LastPayload + 1);
        }
    }
}
