"""openpyxl through pandas, only the columns needed, with the group-by: what an analyst writes today."""

import json
import sys

import pandas

if sys.argv[1] == "--version":
    import openpyxl

    print(f"pandas {pandas.__version__}, openpyxl {openpyxl.__version__}")
    sys.exit()

UNIT, CHANNEL, METHOD = "Đơn vị tiếp nhận", "Hình thức nộp", "Hình thức thanh toán"
RECEIVED, DUE, FINISHED = "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"
frame = pandas.read_excel(
    sys.argv[1], engine="openpyxl", usecols=[UNIT, CHANNEL, METHOD, RECEIVED, DUE, FINISHED]
)
received, due, finished = (pandas.to_datetime(frame[name]) for name in (RECEIVED, DUE, FINISHED))
facts = pandas.DataFrame(
    {
        "unit": frame[UNIT],
        "month": received.dt.strftime("%Y-%m"),
        "dossiers": 1,
        "online": frame[CHANNEL].isin(["Trực tuyến", "Nộp hộ"]).astype(int),
        "onTime": (finished.dt.normalize() <= due.dt.normalize()).astype(int),
        "paidOnline": (frame[METHOD] == "Cổng DVC quốc gia").astype(int),
    }
)
table = facts.groupby(["unit", "month"], as_index=False).sum()
print(json.dumps({"table": table.to_dict("records")}, ensure_ascii=False))
