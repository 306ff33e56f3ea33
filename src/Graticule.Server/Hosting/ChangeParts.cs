using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Products;

namespace Graticule.Server.Hosting;

/// <summary>What the server does for the processes that read stored results of change detection.</summary>
internal static class ChangeParts
{
    /// <summary>What goes with their orders.</summary>
    public static Dictionary<string, JsonObject> SettingsOf(ServerOptions options) => new(StringComparer.Ordinal)
    {
        [ProductNames.Process] = new ProductSettings(options.Data.Change, options.ChangeStore).Write(),
    };
}
