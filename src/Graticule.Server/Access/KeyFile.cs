using System.Security.Cryptography;
using System.Text;

namespace Graticule.Server.Access;

/// <summary>Secret text in a file of the data folder: 256 random bits as 64 hexadecimal digits, readable by the server's user alone.</summary>
internal static class KeyFile
{
    private const int LeastLength = 32;

    /// <summary>Reads the key, or makes it at the first start.</summary>
    /// <exception cref="InvalidDataException">The file is there and holds no key.</exception>
    public static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            var draft = path + ".new";
            File.Delete(draft);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using (var writer = new StreamWriter(draft, Encoding.ASCII, options))
            {
                writer.WriteLine(RandomNumberGenerator.GetHexString(64, lowercase: true));
            }

            File.Move(draft, path);
        }

        var text = File.ReadAllText(path).Trim();
        return text.Length >= LeastLength
            ? Encoding.ASCII.GetBytes(text)
            : throw new InvalidDataException($"{path} holds no key of at least {LeastLength} characters; delete it and the next start makes a new one.");
    }
}
