using System.Collections.Immutable;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>Equality of values that are known at compile time.</summary>
internal static class StaticEquality
{
    /// <summary>Null where the values cannot be compared now.</summary>
    public static bool? AreEqual(Value a, Value b) => (a, b) switch
    {
        (IntValue x, IntValue y) => x.Value == y.Value,
        (FloatValue x, FloatValue y) => x.Value == y.Value,
        (IntValue x, FloatValue y) => x.Value == y.Value,
        (FloatValue x, IntValue y) => x.Value == y.Value,
        (BoolValue x, BoolValue y) => x.Value == y.Value,
        (StringValue x, StringValue y) => x.Value == y.Value,
        (CaseValue x, CaseValue y) => x.Name == y.Name,
        (ElementTypeValue x, ElementTypeValue y) => x.Type == y.Type,
        (UnitValue, UnitValue) => true,
        (DimValue x, DimValue y) => x.Dim.Equals(y.Dim) ? true : null,
        (DimValue, IntValue) or (IntValue, DimValue) => null,
        (ListValue x, ListValue y) => AreEqual(x.Items, y.Items),
        (TupleValue x, TupleValue y) => AreEqual(x.Items, y.Items),
        (CaseValue or StringValue or BoolValue or ListValue or TupleValue or UnitValue or RecordValue or IntValue or FloatValue,
            CaseValue or StringValue or BoolValue or ListValue or TupleValue or UnitValue or RecordValue or IntValue or FloatValue)
            => a.GetType() == b.GetType() ? null : false,
        _ => null,
    };

    private static bool? AreEqual(ImmutableArray<Value> a, ImmutableArray<Value> b)
    {
        if (a.Length != b.Length)
            return false;
        bool? result = true;
        foreach (var (x, y) in a.Zip(b))
        {
            switch (AreEqual(x, y))
            {
                case false:
                    return false;
                case null:
                    result = null;
                    break;
                default:
                    break;
            }
        }

        return result;
    }
}
