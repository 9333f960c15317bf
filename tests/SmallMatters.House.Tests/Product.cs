namespace SmallMatters.House.Tests;

using System.Reflection;

/// <summary>The product's own assemblies, found from the folders under src.</summary>
internal static class Product
{
    public static IReadOnlyList<string> Projects { get; } =
        Repo.Under("src", ".csproj").Select(file => Path.GetFileNameWithoutExtension(file)!).Order().ToList();

    public static IReadOnlyList<Assembly> Assemblies { get; } = Projects.Select(Load).ToList();

    public static Assembly Domain => Load("SmallMatters.Domain");

    public static Assembly Storage => Load("SmallMatters.Storage");

    /// <summary>Types that a person wrote: no closures, iterators or other types that the compiler makes.</summary>
    public static IEnumerable<Type> Written(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type =>
                !type.FullName!.Contains('<') && type.Namespace?.StartsWith("SmallMatters", StringComparison.Ordinal) == true
            );

    public static Assembly Load(string name) => Assembly.Load(new AssemblyName(name));
}
