namespace Graticule.Jobs.Storage;

/// <summary>The scripts that make and change the schema, oldest first. One that was released is never changed.</summary>
internal static class Migrations
{
    public static IReadOnlyList<string> All { get; } = [Read("0001.sql"), Read("0002.sql"), Read("0003.sql"), Read("0004.sql"), Read("0005.sql"), Read("0006.sql"), Read("0007.sql"), Read("0008.sql")];

    private static string Read(string name)
    {
        using var script = new StreamReader(
            typeof(Migrations).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The script {name} is not embedded."));
        return script.ReadToEnd();
    }
}
