using System.Text;

namespace Graticule.Jobs.Access;

/// <summary>The first key, for whoever owns the data folder.</summary>
public static class OwnerKey
{
    /// <summary>Owner of what is made with that key.</summary>
    public const string Subject = "admin";

    /// <summary>
    /// Where no key was ever made, makes one with every scope, leaves its secret in <see cref="DataFolder.AdminKey"/> (mode 0600 from its
    /// first moment) and returns it; null where keys exist. The file comes first: a crash in between leaves no key that nobody knows, and
    /// the next start makes both anew.
    /// </summary>
    /// <exception cref="ProblemException">Unavailable when the file cannot be written.</exception>
    public static async Task<string?> EnsureAsync(IKeyStore store, DataFolder folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        if ((await store.ListAsync(cancellationToken)).Count > 0)
        {
            return null;
        }

        var made = new ApiKeys(store, clock).New(Subject, Scopes.All, expiresAt: null);
        try
        {
            Directory.CreateDirectory(folder.Root);
            Write(folder.AdminKey, made.Secret);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, $"The owner key could not be written to '{folder.AdminKey}': {exception.Message}"), exception);
        }

        await store.AddAsync(made.Key, cancellationToken);
        return made.Secret;
    }

    private static void Write(string path, string secret)
    {
        var part = path + ".part";
        File.Delete(part);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(part, options))
        {
            file.Write(Encoding.ASCII.GetBytes(secret + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }
}
