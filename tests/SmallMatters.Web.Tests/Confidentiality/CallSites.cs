using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>Where the product calls something, read from what the compiler made of it, so that no list has to be kept.</summary>
internal static partial class CallSites
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    /// <summary>
    /// Every call of one of <paramref name="methods"/>, as <c>Type.Method</c> of the one who calls, with the number of the call
    /// within it (<c>Type.Method#2</c>).
    /// </summary>
    public static List<string> Of(IReadOnlyCollection<MethodInfo> methods, params Assembly[] where)
    {
        var found = new Dictionary<string, int>();
        foreach (var type in where.SelectMany(a => a.GetTypes()))
        {
            foreach (
                var by in type.GetMembers(
                        BindingFlags.Public
                            | BindingFlags.NonPublic
                            | BindingFlags.Instance
                            | BindingFlags.Static
                            | BindingFlags.DeclaredOnly
                    )
                    .OfType<MethodBase>()
            )
            {
                var name = NameOf(by);
                foreach (var called in CalledBy(by).Where(methods.Contains))
                {
                    found[name] = found.GetValueOrDefault(name) + 1;
                }
            }
        }
        return [.. found.SelectMany(f => Enumerable.Range(1, f.Value).Select(n => $"{f.Key}#{n}"))];
    }

    /// <summary>All overloads of a method.</summary>
    public static IEnumerable<MethodInfo> Named(Type type, string name) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Where(m => m.Name == name);

    // What awaits or is a lambda lies in a type of the compiler's, whose name holds the name of the method.
    private static string NameOf(MethodBase method)
    {
        var type = method.DeclaringType!;
        var name = Inner().Match(method.Name) is { Success: true } local ? local.Groups[1].Value : method.Name;
        while (type.Name.Contains('<') && type.DeclaringType is { } outer)
        {
            name = Inner().Match(type.Name) is { Success: true } made ? made.Groups[1].Value : name;
            type = outer;
        }
        return $"{type.Name}.{name}";
    }

    private static IEnumerable<MethodInfo> CalledBy(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }
        var ofType = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        var ofMethod = method is { IsGenericMethodDefinition: true } ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length; )
        {
            var value = code[at] == 0xFE ? (short)((code[at] << 8) | code[at + 1]) : code[at];
            var operation = Codes[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod)
            {
                if (method.Module.ResolveMethod(BitConverter.ToInt32(code, at), ofType, ofMethod) is MethodInfo called)
                {
                    yield return called;
                }
            }
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    [GeneratedRegex(@"^<(\w+)>")]
    private static partial Regex Inner();
}
