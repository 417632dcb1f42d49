namespace NetLang.Runtime.Data;

/// <summary>Examples: named columns, of one row each an example.</summary>
public sealed class Dataset
{
}
