using System.Text;
using NetLang.Compiler.Syntax;

namespace NetLang.Fuzz.Mutations;

/// <summary>Bytes of the file's UTF-8 are changed, added, doubled or removed, whatever comes of it.</summary>
internal sealed class ByteMutation() : Mutation("bytes")
{
    public override string Change(string text, CompilationUnit donor, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(5))
        {
            case 0 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when length > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            default:
                bytes.RemoveRange(at, length);
                break;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
